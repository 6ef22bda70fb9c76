namespace LoRaNode.Node.Settings;

/// <summary>The first thing that is wrong with settings. Values go over the link: never renumber.</summary>
public enum SettingsFault : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>They cannot be read.</summary>
    Malformed = 1,

    /// <summary>The firmware does not know the board.</summary>
    Board = 2,

    /// <summary>The firmware does not know the band, or the board is not made for it.</summary>
    Band = 3,

    /// <summary>The signal would not lie inside the band.</summary>
    Frequency = 4,

    /// <summary>The modem does not have this bandwidth.</summary>
    Bandwidth = 5,

    /// <summary>Spreading factor outside 7 to 12.</summary>
    SpreadingFactor = 6,

    /// <summary>Coding rate outside 4/5 to 4/8.</summary>
    CodingRate = 7,

    /// <summary>More power than the band allows with this antenna, or less than the chip can.</summary>
    Power = 8,

    /// <summary>The display does not have this language.</summary>
    Language = 9,

    /// <summary>The name is too long or no proper text.</summary>
    Name = 10,

    /// <summary>Name or password of the Wi-Fi is too long, or a password without a name.</summary>
    Wifi = 11,

    /// <summary>The pins of the second serial port are used by something else or do not exist.</summary>
    SerialPins = 12,
}

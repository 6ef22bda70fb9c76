namespace LoRaNode.Radio;

/// <summary>Whether a radio works, and if not, what a technician should look at.</summary>
public enum RadioStatus : byte
{
    /// <summary>Working.</summary>
    Ok,

    /// <summary>Not started yet.</summary>
    NotStarted,

    /// <summary>Nothing answers on the bus (all ones or all zeros): check power, MISO, chip select.</summary>
    NoChip,

    /// <summary>Something answers, but it is not the chip this driver knows: check the module type and the wiring of MOSI and clock.</summary>
    WrongChip,

    /// <summary>The chip answers but its interrupt line never moves: check the wire from DIO0. The driver polls instead.</summary>
    InterruptNotConnected,

    /// <summary>The chip answers but does not do what its registers say (supply too weak, damaged module).</summary>
    Malfunction,

    /// <summary>The chip works, but it cannot do what the settings ask for (frequency, spreading factor, power of this module).</summary>
    UnsupportedSettings,
}

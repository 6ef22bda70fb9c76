using System.ComponentModel;
using System.Text.Json.Serialization;

namespace LoRaNode.Host.Boards;

/// <summary>Processor of a board. The names are those of its maker.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoardProcessor>))]
public enum BoardProcessor
{
    /// <summary>Bare chip with its flash on GPIO6 to 11.</summary>
    [JsonStringEnumMemberName("ESP32-D0WDQ6")]
    Esp32D0wdq6,

    /// <summary>Module with its flash on GPIO6 to 11.</summary>
    [JsonStringEnumMemberName("ESP32-WROOM-32")]
    Esp32Wroom32,

    /// <summary>Chip with its flash inside, on GPIO6 to 8, 11, 16 and 17.</summary>
    [JsonStringEnumMemberName("ESP32-PICO-D4")]
    Esp32PicoD4,
}

/// <summary>Radio chip of a board.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoardRadioChip>))]
public enum BoardRadioChip
{
    /// <summary>SX1276.</summary>
    [JsonStringEnumMemberName("SX1276")]
    Sx1276,

    /// <summary>SX1278.</summary>
    [JsonStringEnumMemberName("SX1278")]
    Sx1278,
}

/// <summary>Pin of the radio chip that the antenna is wired to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoardRadioOutput>))]
public enum BoardRadioOutput
{
    /// <summary>PA_BOOST.</summary>
    [JsonStringEnumMemberName("PA_BOOST")]
    PaBoost,

    /// <summary>RFO_LF or RFO_HF.</summary>
    [JsonStringEnumMemberName("RFO")]
    Rfo,
}

/// <summary>What clocks the radio.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BoardRadioClock>))]
public enum BoardRadioClock
{
    /// <summary>A crystal.</summary>
    [JsonStringEnumMemberName("crystal")]
    Crystal,

    /// <summary>A temperature-compensated oscillator.</summary>
    [JsonStringEnumMemberName("TCXO")]
    Tcxo,
}

/// <summary>Radio and its SPI bus.</summary>
public sealed record BoardRadio(
    [property: Description("Radio chip.")] BoardRadioChip Chip,
    [property: Description("Pin of the radio chip that the antenna is wired to.")] BoardRadioOutput Output,
    [property: Description("What clocks the radio.")] BoardRadioClock Clock,
    [property: Description("Bands in megahertz for which the board is sold; one board has the parts of one of them.")] IReadOnlyList<int> BandsMhz,
    [property: Description("SPI clock.")] int ClockPin,
    [property: Description("SPI data from the radio.")] int MisoPin,
    [property: Description("SPI data to the radio.")] int MosiPin,
    [property: Description("SPI chip select.")] int SelectPin,
    [property: Description("Reset.")] int? ResetPin,
    [property: Description("DIO0: sent, received, channel activity.")] int? Dio0Pin,
    [property: Description("DIO1: receive time-out.")] int? Dio1Pin,
    [property: Description("DIO2: not used by the firmware.")] int? Dio2Pin,
    [property: Description("Supply of the TCXO: high before the radio starts.")] int? TcxoEnablePin);

/// <summary>I2C bus.</summary>
public sealed record BoardI2c(
    [property: Description("Data.")] int DataPin,
    [property: Description("Clock.")] int ClockPin);

/// <summary>Display.</summary>
public sealed record BoardDisplay(
    [property: Description("Controller.")] string Controller,
    [property: Description("Width in pixels.")] int Width,
    [property: Description("Height in pixels.")] int Height,
    [property: Description("I2C address.")] int Address,
    [property: Description("True when the board comes with it; false when there is only a header for it.")] bool IsFitted,
    [property: Description("Reset.")] int? ResetPin);

/// <summary>Something with two states on one pin.</summary>
public sealed record BoardSwitch(
    [property: Description("Pin.")] int Pin,
    [property: Description("True when the low level is the active one.")] bool IsActiveLow);

/// <summary>Battery divider.</summary>
public sealed record BoardBattery(
    [property: Description("Pin.")] int Pin,
    [property: Description("Resistor between battery and pin, in kiloohms.")] int UpperKilohms,
    [property: Description("Resistor between pin and ground, in kiloohms.")] int LowerKilohms);

/// <summary>Power chip.</summary>
public sealed record BoardPower(
    [property: Description("Chip.")] string Chip,
    [property: Description("I2C address.")] int Address,
    [property: Description("Interrupt.")] int? InterruptPin,
    [property: Description("Output that supplies the radio.")] string RadioRail,
    [property: Description("Output that supplies the display.")] string DisplayRail,
    [property: Description("Output that supplies the GPS receiver.")] string GpsRail);

/// <summary>GPS receiver.</summary>
public sealed record BoardGps(
    [property: Description("Serial data from the receiver.")] int ReceivePin,
    [property: Description("Serial data to the receiver.")] int TransmitPin);

/// <summary>SD card.</summary>
public sealed record BoardSdCard(
    [property: Description("SPI clock.")] int ClockPin,
    [property: Description("SPI data from the card.")] int MisoPin,
    [property: Description("SPI data to the card.")] int MosiPin,
    [property: Description("SPI chip select.")] int SelectPin);

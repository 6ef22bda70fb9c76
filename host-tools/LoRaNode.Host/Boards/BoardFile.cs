using System.ComponentModel;

namespace LoRaNode.Host.Boards;

/// <summary>One file of <c>hardware/boards</c>. Pins are GPIO numbers of the ESP32; null is a pin that is not wired.</summary>
public sealed record BoardFile
{
    /// <summary>Path of the schema, for editors.</summary>
    public required string Schema { get; init; }

    /// <summary>Short name, also the file's name.</summary>
    [Description("Short name, also the file's name. Stable: settings store it.")]
    public required string Id { get; init; }

    /// <summary>Name that its maker sells it under.</summary>
    [Description("Name that its maker sells it under.")]
    public required string Name { get; init; }

    /// <summary>Maker.</summary>
    [Description("Maker.")]
    public required string Maker { get; init; }

    /// <summary>Processor.</summary>
    [Description("Chip or module; it decides which pins belong to the flash.")]
    public required BoardProcessor Processor { get; init; }

    /// <summary>Flash in megabytes.</summary>
    [Description("Flash in megabytes.")]
    public required int FlashMegabytes { get; init; }

    /// <summary>PSRAM in megabytes, 0 for none.</summary>
    [Description("PSRAM in megabytes, 0 for none.")]
    public required int PsramMegabytes { get; init; }

    /// <summary>Stock nanoFramework image.</summary>
    [Description("Stock nanoFramework image for silicon of revision 3.")]
    public required string Image { get; init; }

    /// <summary>Stock nanoFramework image for older silicon.</summary>
    [Description("Stock nanoFramework image for older silicon; the flashing tool reads the revision from the chip.")]
    public required string ImageBeforeRevision3 { get; init; }

    /// <summary>Radio.</summary>
    [Description("Radio and its SPI bus.")]
    public required BoardRadio Radio { get; init; }

    /// <summary>I2C bus.</summary>
    [Description("I2C bus of display and power chip.")]
    public required BoardI2c I2c { get; init; }

    /// <summary>Display.</summary>
    [Description("Display, or the place for one.")]
    public required BoardDisplay? Display { get; init; }

    /// <summary>LED.</summary>
    [Description("LED that a program can switch.")]
    public required BoardSwitch? Led { get; init; }

    /// <summary>Button.</summary>
    [Description("Button that a program can read.")]
    public required BoardSwitch? Button { get; init; }

    /// <summary>Battery divider.</summary>
    [Description("Battery divider on ADC1 (GPIO32 to 39).")]
    public required BoardBattery? Battery { get; init; }

    /// <summary>Power chip.</summary>
    [Description("Power chip on the I2C bus.")]
    public required BoardPower? Power { get; init; }

    /// <summary>Switched supply.</summary>
    [Description("Switch of the supply of display and battery divider.")]
    public required BoardSwitch? SwitchedSupply { get; init; }

    /// <summary>GPS receiver.</summary>
    [Description("GPS receiver; the names are those of the processor's side.")]
    public required BoardGps? Gps { get; init; }

    /// <summary>SD card.</summary>
    [Description("SD card.")]
    public required BoardSdCard? SdCard { get; init; }

    /// <summary>What whoever wires or programs the board should know.</summary>
    [Description("What whoever wires or programs the board should know.")]
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Where the facts come from.</summary>
    [Description("Where the facts come from.")]
    public required IReadOnlyList<string> Sources { get; init; }
}

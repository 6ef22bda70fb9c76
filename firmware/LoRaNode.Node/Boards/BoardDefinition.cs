namespace LoRaNode.Node.Boards;

/// <summary>
/// What is wired where on a board: GPIO numbers, or <see cref="NotWired"/>. Made by <see cref="BoardCatalog"/> from the files
/// under <c>hardware/boards</c>, which also say where each fact comes from.
/// </summary>
public sealed class BoardDefinition
{
    /// <summary>Stands for a pin that is not wired.</summary>
    public const int NotWired = -1;

    /// <summary>Short name, such as <c>tbeam-1.1</c>. Stable: settings store it.</summary>
    public string Id;

    /// <summary>Name that its maker sells it under.</summary>
    public string Name;

    /// <summary>Radio chip: 1276 or 1278.</summary>
    public int RadioChip;

    /// <summary>True when the antenna is wired to PA_BOOST, false for RFO.</summary>
    public bool RadioUsesPaBoost;

    /// <summary>True when an outside oscillator (TCXO) clocks the radio.</summary>
    public bool RadioHasTcxo;

    /// <summary>Bands in megahertz for which the board is sold: 433, 868, 915. One board has the parts of one of them.</summary>
    public int[] RadioBandsMhz;

    /// <summary>SPI clock of the radio.</summary>
    public int RadioClockPin = NotWired;

    /// <summary>SPI data from the radio.</summary>
    public int RadioMisoPin = NotWired;

    /// <summary>SPI data to the radio.</summary>
    public int RadioMosiPin = NotWired;

    /// <summary>SPI chip select of the radio.</summary>
    public int RadioSelectPin = NotWired;

    /// <summary>Reset of the radio.</summary>
    public int RadioResetPin = NotWired;

    /// <summary>DIO0 of the radio.</summary>
    public int RadioDio0Pin = NotWired;

    /// <summary>DIO1 of the radio.</summary>
    public int RadioDio1Pin = NotWired;

    /// <summary>Supply of the TCXO: high before the radio starts.</summary>
    public int RadioTcxoEnablePin = NotWired;

    /// <summary>I2C data of display and power chip.</summary>
    public int I2cDataPin = NotWired;

    /// <summary>I2C clock of display and power chip.</summary>
    public int I2cClockPin = NotWired;

    /// <summary>I2C address of the display (SSD1306); 0 when the board has no place for one.</summary>
    public int DisplayAddress;

    /// <summary>Width of the display in pixels.</summary>
    public int DisplayWidth;

    /// <summary>Height of the display in pixels.</summary>
    public int DisplayHeight;

    /// <summary>True when the board comes with the display; false when one may be soldered to its header.</summary>
    public bool DisplayIsFitted;

    /// <summary>Reset of the display.</summary>
    public int DisplayResetPin = NotWired;

    /// <summary>LED.</summary>
    public int LedPin = NotWired;

    /// <summary>True when a low level lights the LED.</summary>
    public bool LedIsActiveLow;

    /// <summary>Button of the user.</summary>
    public int ButtonPin = NotWired;

    /// <summary>True when the pressed button is a low level.</summary>
    public bool ButtonIsActiveLow;

    /// <summary>Battery divider, on ADC1 (ADC2 does not work beside Wi-Fi).</summary>
    public int BatteryPin = NotWired;

    /// <summary>Resistor between battery and pin, in kiloohms.</summary>
    public int BatteryUpperKilohms;

    /// <summary>Resistor between pin and ground, in kiloohms.</summary>
    public int BatteryLowerKilohms;

    /// <summary>I2C address of the power chip (AXP192), which must switch the radio on; 0 when there is none.</summary>
    public int PowerChipAddress;

    /// <summary>Interrupt of the power chip.</summary>
    public int PowerInterruptPin = NotWired;

    /// <summary>Switch of the supply of display and battery divider (Vext).</summary>
    public int SupplyPin = NotWired;

    /// <summary>True when a low level switches that supply on.</summary>
    public bool SupplyIsActiveLow;

    /// <summary>Serial data from the GPS receiver.</summary>
    public int GpsReceivePin = NotWired;

    /// <summary>Serial data to the GPS receiver.</summary>
    public int GpsTransmitPin = NotWired;
}

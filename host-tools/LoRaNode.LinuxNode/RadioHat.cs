namespace LoRaNode.LinuxNode;

/// <summary>How an SX127x module is wired to a Raspberry Pi: SPI0, GPIO numbers of the processor (BCM).</summary>
/// <param name="Id">Short name, such as <c>rpi-uputronics-ce0</c>.</param>
/// <param name="SpiLine">Chip-select line of SPI0 that the kernel drives: 0 or 1.</param>
/// <param name="SelectPin">GPIO that selects the module in place of the kernel's line; -1 for none.</param>
/// <param name="ResetPin">GPIO to NRESET; -1 when not wired.</param>
/// <param name="InterruptPin">GPIO to DIO0.</param>
/// <param name="TimeoutPin">GPIO to DIO1; -1 when not wired.</param>
/// <param name="Source">Where the wiring is published. It was compared with that; no hat has run with it yet.</param>
public sealed record RadioHat(string Id, int SpiLine, int SelectPin, int ResetPin, int InterruptPin, int TimeoutPin, string Source)
{
    private const int NotWired = -1;

    /// <summary>The hats that are known.</summary>
    public static IReadOnlyList<RadioHat> All { get; } =
    [
        new("rpi-uputronics-ce0", 0, NotWired, NotWired, 25, NotWired, "Uputronics LoRa expansion board, position CE0: as in the defaults of PiInTheSky's lora-gateway (DIO0 at wiringPi 6)"),
        new("rpi-uputronics-ce1", 1, NotWired, NotWired, 16, NotWired, "Uputronics LoRa expansion board, position CE1: as in the defaults of PiInTheSky's lora-gateway (DIO0 at wiringPi 27)"),
        new("rpi-adafruit-bonnet", 1, NotWired, 25, 22, 23, "Adafruit LoRa Radio Bonnet (RFM95W): product guide, pinouts; select, reset and DIO0 also in devMobile's RFM9X.IoTCore"),
        new("rpi-dragino", 0, 25, 17, 4, NotWired, "Dragino LoRa/GPS HAT: as BOARD_DRAGINO_PIHAT in RadioHead's RasPiBoards.h"),
    ];

    /// <summary>The hat of that name, or null.</summary>
    public static RadioHat? Find(string id) => All.FirstOrDefault(hat => hat.Id == id);

    /// <summary>The device of the kernel that must be there.</summary>
    public string SpiDevicePath => $"/dev/spidev0.{SpiLine}";
}

namespace LoRaNode.Host.Boards;

/// <summary>One wire of a board.</summary>
/// <param name="Pin">GPIO number.</param>
/// <param name="Use">What it is, such as <c>Radio reset</c>.</param>
/// <param name="IsDriven">True when the processor drives it.</param>
public sealed record BoardPin(int Pin, string Use, bool IsDriven)
{
    /// <summary>All wires of a board, in the order of the wiring tables.</summary>
    public static IReadOnlyList<BoardPin> Of(BoardFile board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var pins = new List<BoardPin>();
        BoardRadio radio = board.Radio;
        Add(radio.ClockPin, "Radio SCK", true);
        Add(radio.MisoPin, "Radio MISO", false);
        Add(radio.MosiPin, "Radio MOSI", true);
        Add(radio.SelectPin, "Radio NSS", true);
        Add(radio.ResetPin, "Radio RESET", true);
        Add(radio.Dio0Pin, "Radio DIO0", false);
        Add(radio.Dio1Pin, "Radio DIO1", false);
        Add(radio.Dio2Pin, "Radio DIO2", false);
        Add(radio.TcxoEnablePin, "Radio TCXO supply", true);
        Add(board.I2c.DataPin, "I2C SDA", true);
        Add(board.I2c.ClockPin, "I2C SCL", true);
        Add(board.Display?.ResetPin, "Display RST", true);
        Add(board.Led?.Pin, "LED", true);
        Add(board.Button?.Pin, "Button", false);
        Add(board.Battery?.Pin, "Battery divider", false);
        Add(board.Power?.InterruptPin, "Power chip IRQ", false);
        Add(board.SwitchedSupply?.Pin, "Switched supply", true);
        Add(board.Gps?.ReceivePin, "GPS TX (to us)", false);
        Add(board.Gps?.TransmitPin, "GPS RX (from us)", true);
        Add(board.SdCard?.ClockPin, "SD card SCK", true);
        Add(board.SdCard?.MisoPin, "SD card MISO", false);
        Add(board.SdCard?.MosiPin, "SD card MOSI", true);
        Add(board.SdCard?.SelectPin, "SD card CS", true);
        return pins;

        void Add(int? pin, string use, bool isDriven)
        {
            if (pin is int number)
            {
                pins.Add(new BoardPin(number, use, isDriven));
            }
        }
    }
}

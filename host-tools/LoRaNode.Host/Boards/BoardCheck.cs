namespace LoRaNode.Host.Boards;

/// <summary>What no board can be like (ESP32 data sheet, 2.2 to 2.4; ESP32-PICO-D4 data sheet, 2).</summary>
public static class BoardCheck
{
    /// <summary>Everything that is wrong with a board, in English for its author; nothing when it is sane.</summary>
    public static IReadOnlyList<string> Faults(BoardFile board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var faults = new List<string>();
        IReadOnlyList<BoardPin> pins = BoardPin.Of(board);
        foreach (IGrouping<int, BoardPin> sharing in pins.GroupBy(p => p.Pin).Where(g => g.Count() > 1))
        {
            faults.Add($"GPIO{sharing.Key} is used for {string.Join(" and ", sharing.Select(p => p.Use))}.");
        }

        foreach (BoardPin pin in pins)
        {
            if (!Exists(pin.Pin))
            {
                faults.Add($"{pin.Use}: there is no GPIO{pin.Pin}.");
            }

            if (pin.IsDriven && pin.Pin >= 34)
            {
                faults.Add($"{pin.Use}: GPIO{pin.Pin} is an input only.");
            }

            if (IsTakenByMemory(board, pin.Pin))
            {
                faults.Add($"{pin.Use}: GPIO{pin.Pin} belongs to flash or PSRAM.");
            }

            if (pin.Pin is 1 or 3)
            {
                faults.Add($"{pin.Use}: GPIO{pin.Pin} is the USB serial port.");
            }
        }

        if (board.Battery is { Pin: < 32 })
        {
            faults.Add("The battery divider must be on ADC1 (GPIO32 to 39): ADC2 does not work beside Wi-Fi.");
        }

        bool isPsramImage = board.Image.Contains("PSRAM", StringComparison.Ordinal);
        if (isPsramImage != board.PsramMegabytes > 0 || isPsramImage != board.ImageBeforeRevision3.Contains("PSRAM", StringComparison.Ordinal))
        {
            faults.Add("Images and PSRAM do not fit together.");
        }

        if (board.Radio.TcxoEnablePin is not null && board.Radio.Clock != BoardRadioClock.Tcxo)
        {
            faults.Add("A TCXO supply without a TCXO.");
        }

        if (board.Radio.Chip == BoardRadioChip.Sx1278 && board.Radio.BandsMhz.Any(band => band > 525))
        {
            faults.Add("An SX1278 ends at 525 MHz.");
        }

        if (board.Sources.Count == 0)
        {
            faults.Add("Sources are missing.");
        }

        return faults;
    }

    private static bool Exists(int pin) => pin is >= 0 and <= 39 and not (20 or 24 or 28 or 29 or 30 or 31);

    private static bool IsTakenByMemory(BoardFile board, int pin) =>
        pin is >= 6 and <= 11 || (pin is 16 or 17 && (board.PsramMegabytes > 0 || board.Processor == BoardProcessor.Esp32PicoD4));
}

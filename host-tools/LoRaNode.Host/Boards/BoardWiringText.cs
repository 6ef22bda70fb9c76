using System.Globalization;
using System.Text;

namespace LoRaNode.Host.Boards;

/// <summary>The wiring tables of <c>hardware/boards/README.md</c>.</summary>
public static class BoardWiringText
{
    private const string Begin = "<!-- wiring tables: made from the board files, do not edit by hand -->\n";
    private const string End = "<!-- end of wiring tables -->\n";

    /// <summary>Puts the tables between their marks in a read-me.</summary>
    /// <exception cref="FormatException">The marks are not there.</exception>
    public static string Insert(string readMe, IReadOnlyList<BoardFile> boards)
    {
        ArgumentNullException.ThrowIfNull(readMe);
        ArgumentNullException.ThrowIfNull(boards);
        int begin = readMe.IndexOf(Begin, StringComparison.Ordinal);
        int end = readMe.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new FormatException("The read-me of the boards has lost the marks around its wiring tables.");
        }

        return readMe[..(begin + Begin.Length)] + Tables(boards) + readMe[end..];
    }

    private static string Tables(IReadOnlyList<BoardFile> boards)
    {
        var text = new StringBuilder("\n");
        text.Append("| board | id | processor | image | radio | display | power |\n|---|---|---|---|---|---|---|\n");
        foreach (BoardFile board in boards)
        {
            string memory = board.PsramMegabytes > 0 ? $" + {board.PsramMegabytes} MB PSRAM" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"| {board.Name} | `{board.Id}` | {ProcessorName(board.Processor)}, {board.FlashMegabytes} MB{memory} ");
            text.Append(CultureInfo.InvariantCulture, $"| `{board.Image}` | {RadioText(board.Radio)} | {DisplayText(board.Display)} | {PowerText(board)} |\n");
        }

        foreach (BoardFile board in boards)
        {
            AppendBoard(text, board);
        }

        return text.Append('\n').ToString();
    }

    private static void AppendBoard(StringBuilder text, BoardFile board)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {board.Name}\n\n| wire | GPIO |\n|---|---|\n");
        foreach (BoardPin pin in BoardPin.Of(board))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {pin.Use} | {pin.Pin} |\n");
        }

        text.Append('\n');
        foreach (string note in board.Notes)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {note}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"- Sources: {string.Join("; ", board.Sources)}.\n");
    }

    private static string ProcessorName(BoardProcessor processor) => processor switch
    {
        BoardProcessor.Esp32PicoD4 => "ESP32-PICO-D4",
        BoardProcessor.Esp32Wroom32 => "ESP32-WROOM-32",
        _ => "ESP32-D0WDQ6",
    };

    private static string RadioText(BoardRadio radio) =>
        $"{(radio.Chip == BoardRadioChip.Sx1278 ? "SX1278" : "SX1276")}, {(radio.Output == BoardRadioOutput.PaBoost ? "PA_BOOST" : "RFO")}, "
        + (radio.Clock == BoardRadioClock.Tcxo ? "TCXO" : "crystal");

    private static string DisplayText(BoardDisplay? display) =>
        display is null ? "–" : $"{display.Controller} {display.Width}×{display.Height}{(display.IsFitted ? string.Empty : " (option)")}";

    private static string PowerText(BoardFile board) =>
        board.Power is { } power ? power.Chip : board.Battery is { } battery ? $"divider {battery.UpperKilohms}k/{battery.LowerKilohms}k" : "–";
}

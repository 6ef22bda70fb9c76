using System.Text;
using Spectre.Console;

namespace LoRaNode.Cli;

/// <summary>A Spectre console over standard output or standard error, plain text when that is a file or a pipe.</summary>
/// <remarks>
/// The library tells a terminal from a pipe only for its own writers; ours are UTF-8 whatever the locale says, so it has to be told.
/// </remarks>
internal sealed class StreamConsole(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    // Wide enough for every table, narrow enough for a mail or a ticket.
    private const int WidthOfFiles = 100;

    private const int HeightOfFiles = 40;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => isTerminal ? Size(() => Console.WindowWidth, 80) : WidthOfFiles;

    public int Height => isTerminal ? Size(() => Console.WindowHeight, 25) : HeightOfFiles;

    /// <summary>Creates a console.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool isTerminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new StreamConsole(writer, isTerminal),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });

    // The writers are UTF-8 from the beginning and stay so.
    public void SetEncoding(Encoding encoding)
    {
    }

    private static int Size(Func<int> size, int otherwise)
    {
        try
        {
            return size() is > 0 and int known ? known : otherwise;
        }
        catch (IOException)
        {
            return otherwise;
        }
    }
}

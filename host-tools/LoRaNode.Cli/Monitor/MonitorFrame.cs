using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LoRaNode.Cli.Monitor;

/// <summary>A picture of the monitor as bytes for a terminal: every row from its first to its last column, nothing beyond.</summary>
internal static class MonitorFrame
{
    /// <summary>Renders a screen.</summary>
    internal static string Render(IAnsiConsole console, IRenderable screen, int width, int height)
    {
        using var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole paper = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new PaperOutput(text, width, height),
            Ansi = console.Profile.Capabilities.Ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = (ColorSystemSupport)console.Profile.Capabilities.ColorSystem,
            Interactive = InteractionSupport.No,
        });
        paper.Profile.Capabilities.Unicode = true;
        paper.Write(screen);

        // A line feed after the last row would scroll the screen; after a full row the cursor waits in its last column.
        return string.Join("\u001b[K\r\n", text.ToString().TrimEnd('\n').Split('\n').Take(height));
    }

    private sealed class PaperOutput(TextWriter writer, int width, int height) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => height;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}

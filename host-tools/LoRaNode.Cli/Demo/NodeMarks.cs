using Spectre.Console;

namespace LoRaNode.Cli.Demo;

/// <summary>The characters that stand for nodes, for terminals with and without Unicode.</summary>
internal sealed record NodeMarks(char Source, char Shows, char Waits, char Misses, char Speaks)
{
    /// <summary>The marks that a console can show.</summary>
    public static NodeMarks For(IAnsiConsole console) =>
        console.Profile.Capabilities.Unicode ? new('◆', '●', '○', '✕', '◉') : new('@', 'o', '.', 'x', '*');
}

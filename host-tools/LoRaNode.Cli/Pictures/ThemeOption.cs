using System.CommandLine;
using LoRaNode.Host.Drawing;

namespace LoRaNode.Cli.Pictures;

/// <summary>The option that chooses the colours of a picture.</summary>
internal sealed class ThemeOption
{
    /// <summary>Pixels for each unit of a picture: sharp on screens of high density, and as wide as a page shows it.</summary>
    internal const float Scale = 1.5f;

    private const string Light = "light";
    private const string Dark = "dark";

    internal ThemeOption(CliContext context)
    {
        Option = new Option<string>("--theme") { Description = context.Text("fleet.option.theme"), HelpName = $"{Light}|{Dark}", DefaultValueFactory = _ => Light };
        Option.AcceptOnlyFromAmong(Light, Dark);
    }

    internal Option<string> Option { get; }

    internal Theme Of(ParseResult parse) => parse.GetValue(Option) == Dark ? Theme.Night : Theme.Day;
}

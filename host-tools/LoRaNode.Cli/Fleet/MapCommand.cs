using System.CommandLine;
using System.Text;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Fleet;

/// <summary><c>loranode fleet map</c>: the map of the network as a picture.</summary>
internal static class MapCommand
{
    private const string DefaultFile = "map.svg";

    internal static Command Create(CliContext context)
    {
        var reading = new FleetReading(context);
        var output = new Option<string>("--out") { Description = context.Text("fleet.option.out.map"), HelpName = "FILE", DefaultValueFactory = _ => DefaultFile };
        var theme = new ThemeOption(context);
        var command = new Command("map", context.Text("fleet.map.description.command")) { output, theme.Option };
        reading.AddTo(command);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(output) ?? DefaultFile;
            string ending = Path.GetExtension(path).ToUpperInvariant();
            if (ending is not (".SVG" or ".PNG"))
            {
                throw new UserError("fleet.error.ending", path);
            }

            FleetState fleet = reading.Of(parse);
            Scene scene = FleetMap.Compose(fleet, new FleetTexts(context.Language));
            path = OutputFile.Write(path, ending == ".PNG"
                ? PngPicture.Paint(scene, theme.Of(parse), ThemeOption.Scale)
                : Encoding.UTF8.GetBytes(SvgDocument.Standalone(scene, theme.Of(parse), LanguageCode.Of(context.Language))));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("path", path);
                    json.WriteNumber("nodes", fleet.Nodes.Count);
                    json.WriteNumber("links", fleet.Links.Count);
                    json.WriteNumber("placed", fleet.Nodes.Count(n => n.HasCoordinates));
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("fleet.done.map", path));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode fleet map --network my-city --out map.png", context.Text("fleet.example.map")),
            new CommandExample("loranode fleet map --network my-city --out map.svg --theme dark", context.Text("fleet.example.map.svg")));
    }
}

using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network export</c>: everything but keys and logs as one JSON file, for other tools.</summary>
internal static class ExportCommand
{
    private static readonly JsonWriterOptions Style = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var output = new Option<string?>("--out") { Description = context.Text("network.export.out"), HelpName = "FILE" };
        var command = new Command("export", context.Text("network.export.description")) { folder.Option, output, passphrase.Option };
        command.SetAction(parse =>
        {
            using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            if (parse.GetValue(output) is not { } path)
            {
                context.WriteJson(json => Write(json, community, store));
                return ExitCode.Success;
            }

            Save(path, community, store);
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("path", Path.GetFullPath(path));
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("network.export.done", Path.GetFullPath(path)));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network export --network my-city --out my-city.json", context.Text("network.export.example")));
    }

    private static void Save(string path, Community community, CommunityStore store)
    {
        try
        {
            using FileStream stream = File.Create(path);
            using var json = new Utf8JsonWriter(stream, Style);
            Write(json, community, store);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("keys.error.write", path, Cause.Of(e));
        }
    }

    private static void Write(Utf8JsonWriter json, Community community, CommunityStore store)
    {
        json.WriteStartObject();
        NetworkJson.WriteCommunity(json, community);
        RadioText.Write(json, store.Radio);
        NetworkJson.WriteIssuers(json, community);
        NetworkJson.WriteNodes(json, community, store);
        json.WriteStartObject("zones");
        foreach ((int zone, string name) in community.Zones.OrderBy(z => z.Key))
        {
            json.WriteString(zone.ToString(System.Globalization.CultureInfo.InvariantCulture), name);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node site</c>: where a node stands and how it is mounted.</summary>
internal static class SiteCommand
{
    private const double MaxHeightM = 1000;

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var node = new Argument<string>("node") { Description = context.Text("node.site.node"), HelpName = "NAME" };
        var place = new Option<string?>("--place") { Description = context.Text("node.site.place"), HelpName = "TEXT" };
        var latitude = new Option<double?>("--latitude") { Description = context.Text("node.site.latitude"), HelpName = "DEGREES" };
        var longitude = new Option<double?>("--longitude") { Description = context.Text("node.site.longitude"), HelpName = "DEGREES" };
        var height = new Option<double?>("--height") { Description = context.Text("node.site.height"), HelpName = "METRES" };
        var antenna = new Option<string?>("--antenna") { Description = context.Text("node.site.antenna"), HelpName = "TEXT" };
        var photo = new Option<string?>("--photo") { Description = context.Text("node.site.photo"), HelpName = "FILE" };
        var command = new Command("site", context.Text("node.site.description")) { node, network.Option, place, latitude, longitude, height, antenna, photo };
        command.SetAction(parse =>
        {
            using CommunityStore store = context.OpenStore(network.Of(parse));
            string name = parse.GetRequiredValue(node);
            StoredNode known = store.Nodes().FirstOrDefault(n => n.Name == name) ?? throw new UserError("logs.error.node", name);
            CheckRange("--latitude", parse.GetValue(latitude), -90, 90);
            CheckRange("--longitude", parse.GetValue(longitude), -180, 180);
            CheckRange("--height", parse.GetValue(height), 0, MaxHeightM);
            string? picture = parse.GetValue(photo);
            if (picture is not null && !File.Exists(picture))
            {
                throw new UserError("keys.error.nofile", picture);
            }

            var site = new SiteRecord(
                known.Address,
                parse.GetValue(place),
                parse.GetValue(latitude),
                parse.GetValue(longitude),
                parse.GetValue(height),
                parse.GetValue(antenna),
                picture is null ? null : Path.GetFullPath(picture));
            if (site != new SiteRecord(known.Address, null, null, null, null, null, null))
            {
                store.Note(site, DateTimeOffset.UtcNow);
            }

            SiteRecord noted = store.Sites().FirstOrDefault(s => s.Address == known.Address) ?? site;
            if (context.IsJson)
            {
                context.WriteJson(json => NetworkJson.WriteSite(json, noted));
            }
            else
            {
                Print(context, name, noted);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample(
                "loranode node site roof-12 --network my-city --place \"Abay 10, roof\" --latitude 43.2389 --longitude 76.8897 --height 24 --antenna \"whip 3 dBi\"",
                context.Text("node.site.example")),
            new CommandExample("loranode node site roof-12 --network my-city", context.Text("node.site.example.show")));
    }

    private static void CheckRange(string option, double? value, double least, double most)
    {
        if (value is { } number && !(number >= least && number <= most))
        {
            throw new UserError("node.site.error", option, least, most, number);
        }
    }

    private static void Print(CliContext context, string name, SiteRecord site)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string key, object? value) => grid.AddRow(context.Markup(key), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value ?? "–"}").EscapeMarkup());
        Row("network.column.node", name);
        Row("node.site.place", site.Place);
        Row("node.site.latitude", site.Latitude);
        Row("node.site.longitude", site.Longitude);
        Row("node.site.height", site.HeightM);
        Row("node.site.antenna", site.Antenna);
        Row("node.site.photo", site.Photo);
        context.Console.Write(grid);
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Fleet;
using Spectre.Console;

namespace LoRaNode.Cli.Fleet;

/// <summary><c>loranode fleet rehearse</c>: a community in a virtual city, for learning.</summary>
internal static class RehearseCommand
{
    private const string DefaultFolder = "rehearsal";
    private const int DefaultNodes = 16;
    private const int DefaultDays = 4;

    internal static Command Create(CliContext context)
    {
        var folder = new Option<string>("--out") { Description = context.Text("fleet.option.folder"), HelpName = "DIR", DefaultValueFactory = _ => DefaultFolder };
        var nodes = new Option<int>("--nodes")
        {
            Description = context.Text("fleet.option.nodes", RehearsalOptions.LeastNodes, RehearsalOptions.MostNodes),
            HelpName = "N",
            DefaultValueFactory = _ => DefaultNodes,
        };
        var days = new Option<int>("--days") { Description = context.Text("fleet.option.days", RehearsalOptions.MostDays), HelpName = "N", DefaultValueFactory = _ => DefaultDays };
        var seed = new Option<int>("--seed") { Description = context.Text("fleet.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("rehearse", context.Text("fleet.rehearse.description")) { folder, nodes, days, seed };
        command.SetAction(async (parse, cancellation) =>
        {
            var options = new RehearsalOptions(parse.GetValue(nodes), parse.GetValue(days), parse.GetValue(seed), DateTimeOffset.Now)
            {
                Community = context.Text("fleet.community"),
                Place = isRoof => context.Text(isRoof ? "fleet.place.roof" : "fleet.place.balcony"),
                Antenna = isRoof => context.Text(isRoof ? "fleet.antenna.roof" : "fleet.antenna.balcony"),
            };
            Check(options);
            string path = Prepare(parse.GetValue(folder) ?? DefaultFolder);
            using (var line = new ProgressLine(context, "fleet.progress.rehearse"))
            {
                await FleetRehearsal.RunAsync(path, options, new LineProgress(line), cancellation);
            }

            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("folder", path);
                    json.WriteString("passphrase", FleetRehearsal.Passphrase);
                    json.WriteNumber("nodes", options.Nodes);
                    json.WriteNumber("days", options.Days);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("fleet.done.rehearse", path, FleetRehearsal.Passphrase));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode fleet rehearse --out rehearsal", context.Text("fleet.example.rehearse")),
            new CommandExample("loranode fleet report --network rehearsal", context.Text("fleet.example.rehearse.report")));
    }

    private static void Check(RehearsalOptions options)
    {
        if (options.Nodes is < RehearsalOptions.LeastNodes or > RehearsalOptions.MostNodes)
        {
            throw new UserError("fleet.error.nodes", RehearsalOptions.LeastNodes, RehearsalOptions.MostNodes);
        }

        if (options.Days is < 1 or > RehearsalOptions.MostDays)
        {
            throw new UserError("fleet.error.days", RehearsalOptions.MostDays);
        }
    }

    private static string Prepare(string folder)
    {
        // Keys that guard nothing must never come to lie beside keys that do.
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UserError("fleet.error.exists", folder);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Reports on the spot, not from another thread.</summary>
    private sealed class LineProgress(ProgressLine line) : IProgress<double>
    {
        public void Report(double value) => line.Report(value);
    }
}

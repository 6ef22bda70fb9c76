using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim compare</c>: LoRaNode beside flooding, in the same cities, on the same air, in the same run.</summary>
internal static class CompareCommand
{
    public static Command Create(CliContext context)
    {
        var folder = SimCommands.Folder(context);
        var seeds = SimCommands.Number("--seeds", context.Text("sim.option.seeds"), 10);
        var messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 30);
        var period = SimCommands.Number("--period", context.Text("sim.option.period"), 60);
        var cities = SimCommands.Cities(context);
        var algorithms = new Option<string[]>("--algorithm")
        {
            Description = context.Text("sim.option.algorithms"),
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        algorithms.AcceptOnlyFromAmong([.. Algorithm.All]);
        var air = SimCommands.Air(context);
        var cores = SimCommands.Cores(context);
        var command = new Command("compare", context.Text("sim.compare.description")) { folder, seeds, messages, period, cities, algorithms, air, cores };
        command.SetAction(parse =>
        {
            var plan = new BroadcastPlan
            {
                Messages = SimCommands.InRange(parse.GetValue(messages), 1, 10_000, "sim.error.number"),
                PeriodSeconds = SimCommands.InRange(parse.GetValue(period), 1, 86_400, "sim.error.number"),
                Rules = SimCommands.Rules(parse.GetValue(air)),
            };
            int count = SimCommands.InRange(parse.GetValue(seeds), 1, SimCommands.MostSeeds, "sim.error.number");
            var places = SimCommands.Load(parse.GetRequiredValue(folder), parse.GetValue(cities));
            IReadOnlyList<ComparisonRow> rows;
            using (var progress = new ProgressLine(context, "sim.progress"))
            {
                rows = Comparison.Algorithms(
                    places,
                    [.. Algorithm.All.Where(a => parse.GetValue(algorithms) is not { Length: > 0 } wanted || wanted.Contains(a))],
                    plan,
                    SimCommands.Runs(context, progress, count, parse.GetValue(cores)));
            }

            if (context.IsJson)
            {
                WriteJson(context, rows);
            }
            else
            {
                WriteTable(context, rows);
            }

            return ExitCode.Success;
        });

        return command.WithExamples(
            new CommandExample("loranode sim compare scenarios", context.Text("sim.compare.example.all")),
            new CommandExample("loranode sim compare scenarios --city city-100 --seeds 4 --json", context.Text("sim.compare.example.one")));
    }

    private static void WriteJson(CliContext context, IReadOnlyList<ComparisonRow> rows)
    {
        context.WriteJson(json =>
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("city", row.City.Name);
                json.WriteString("algorithm", row.Algorithm);
                json.WriteNumber("nodes", row.City.Count);
                json.WriteNumber("seeds", row.Results.Count);
                json.WriteNumber("delivery", Math.Round(row.Delivery, 5));
                json.WriteNumber("everyone", Math.Round(row.Everyone, 4));
                json.WriteNumber("transmissions", Math.Round(row.Transmissions, 2));
                json.WriteNumber("medianSeconds", Math.Round(row.MedianSeconds, 2));
                json.WriteNumber("p99Seconds", Math.Round(row.P99Seconds, 2));
                if (row.P99VerifiedSeconds is double verified)
                {
                    json.WriteNumber("p99WithVerificationSeconds", Math.Round(verified, 2));
                }
                else
                {
                    json.WriteNull("p99WithVerificationSeconds");
                }

                json.WriteNumber("maxSeconds", Math.Round(row.MaxSeconds, 1));
                json.WriteNumber("beaconShare", Math.Round(row.BeaconShare, 5));
                json.WriteNumber("deliverySpread", Math.Round(row.Spread(r => r.Delivery), 5));
                json.WriteNumber("transmissionsSpread", Math.Round(row.Spread(r => r.Transmissions), 2));
                json.WriteNumber("p99Spread", Math.Round(row.Spread(r => r.DelayQuantile(0.99)), 2));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void WriteTable(CliContext context, IReadOnlyList<ComparisonRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string key in new[] { "city", "algorithm", "delivery", "everyone", "tx", "p50", "p99", "verified", "beacons" })
        {
            var column = new TableColumn(context.Markup("sim.column." + key));
            table.AddColumn(key is "city" or "algorithm" ? column : column.RightAligned());
        }

        string last = "";
        foreach (var row in rows)
        {
            table.AddRow(
                row.City.Name == last ? "" : row.City.Name.EscapeMarkup(),
                row.Algorithm,
                F(row.Delivery, "F4"),
                F(row.Everyone, "F3"),
                F(row.Transmissions, "F1"),
                F(row.MedianSeconds, "F1"),
                F(row.P99Seconds, "F1"),
                row.P99VerifiedSeconds is double verified ? F(verified, "F1") : "",
                row.Algorithm == Algorithm.LoRaNode ? F(row.BeaconShare * 100, "F2") + " %" : "");
            last = row.City.Name;
        }

        context.Console.Write(table);
        context.Console.WriteLine(context.Text("sim.compare.legend"));
    }

    private static string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

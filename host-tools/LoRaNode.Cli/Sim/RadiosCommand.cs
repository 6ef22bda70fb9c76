using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim radios</c>: the abstract radio beside the chips, with the same broadcasts in the same cities.</summary>
internal static class RadiosCommand
{
    public static Command Create(CliContext context)
    {
        var folder = SimCommands.Folder(context);
        var seeds = SimCommands.Number("--seeds", context.Text("sim.option.seeds"), 10);
        var messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 30);
        var cities = SimCommands.Cities(context);
        var cores = SimCommands.Cores(context);
        var command = new Command("radios", context.Text("sim.radios.description")) { folder, seeds, messages, cities, cores };
        command.SetAction(parse =>
        {
            var plan = new BroadcastPlan { Messages = SimCommands.InRange(parse.GetValue(messages), 1, 10_000, "sim.error.number") };
            int count = SimCommands.InRange(parse.GetValue(seeds), 1, SimCommands.MostSeeds, "sim.error.number");
            var places = SimCommands.Load(parse.GetRequiredValue(folder), parse.GetValue(cities));
            SimCommands.RequireSmall(places);
            IReadOnlyList<ComparisonRow> rows;
            using (var progress = new ProgressLine(context, "sim.progress"))
            {
                rows = Comparison.Radios(places, plan, SimCommands.Runs(context, progress, count, parse.GetValue(cores)));
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
            new CommandExample("loranode sim radios scenarios --city district-30 --city corridor-24", context.Text("sim.radios.example")));
    }

    private static void WriteJson(CliContext context, IReadOnlyList<ComparisonRow> rows) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("city", row.City.Name);
            json.WriteString("radio", row.Algorithm);
            json.WriteNumber("seeds", row.Results.Count);
            json.WriteNumber("delivery", Math.Round(row.Delivery, 5));
            json.WriteNumber("everyone", Math.Round(row.Everyone, 4));
            json.WriteNumber("transmissions", Math.Round(row.Transmissions, 2));
            json.WriteNumber("transmissionsSpread", Math.Round(row.Spread(r => r.Transmissions), 2));
            json.WriteNumber("medianSeconds", Math.Round(row.MedianSeconds, 2));
            json.WriteNumber("medianSpread", Math.Round(row.Spread(r => r.DelayQuantile(0.5)), 2));
            json.WriteNumber("p99Seconds", Math.Round(row.P99Seconds, 2));
            json.WriteNumber("p99Spread", Math.Round(row.Spread(r => r.DelayQuantile(0.99)), 2));
            json.WriteNumber("wallSeconds", Math.Round(row.Results.Sum(r => r.WallSeconds), 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteTable(CliContext context, IReadOnlyList<ComparisonRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string key in new[] { "city", "radio", "delivery", "everyone", "tx", "p50", "p99", "wall" })
        {
            var column = new TableColumn(context.Markup("sim.column." + key));
            table.AddColumn(key is "city" or "radio" ? column : column.RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                row.Algorithm == Comparison.NameOf(RadioModel.Abstract) ? row.City.Name.EscapeMarkup() : "",
                row.Algorithm,
                F(row.Delivery, "F4"),
                F(row.Everyone, "F3"),
                F(row.Transmissions, "F1") + Spread(row, r => r.Transmissions),
                F(row.MedianSeconds, "F2") + Spread(row, r => r.DelayQuantile(0.5)),
                F(row.P99Seconds, "F2") + Spread(row, r => r.DelayQuantile(0.99)),
                F(row.Results.Sum(r => r.WallSeconds), "F1"));
        }

        context.Console.Write(table);
        context.Console.WriteLine(context.Text("sim.radios.legend"));
    }

    private static string Spread(ComparisonRow row, Func<BroadcastResult, double> figure) => " +-" + F(row.Spread(figure), "F2");

    private static string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim sweep</c>: made-up cities of all shapes and sizes under growing loss.</summary>
internal static class SweepCommand
{
    private static readonly int[] Sizes = [10, 30, 60, 120];
    private static readonly int[] Losses = [0, 10, 30];

    public static Command Create(CliContext context)
    {
        var seeds = SimCommands.Number("--seeds", context.Text("sim.option.seeds"), 2);
        var messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 10);
        var air = SimCommands.Air(context);
        var cores = SimCommands.Cores(context);
        var command = new Command("sweep", context.Text("sim.sweep.description")) { seeds, messages, air, cores };
        command.SetAction(parse =>
        {
            int count = SimCommands.InRange(parse.GetValue(seeds), 1, SimCommands.MostSeeds, "sim.error.number");
            int broadcasts = SimCommands.InRange(parse.GetValue(messages), 1, 10_000, "sim.error.number");
            var rules = SimCommands.Rules(parse.GetValue(air));
            var jobs = new List<(CityShape Shape, int Nodes, int Loss)>();
            var trials = new List<Trial<BroadcastResult>>();
            foreach (var shape in Enum.GetValues<CityShape>())
            {
                foreach (int nodes in Sizes)
                {
                    // The shape is what is tried: each seed makes a city of its own, and the first stands for the size.
                    var first = CityGenerator.Make(shape, nodes, 1);
                    foreach (int loss in Losses)
                    {
                        var plan = new BroadcastPlan { Messages = broadcasts, RandomLoss = loss / 100.0, Rules = rules };
                        jobs.Add((shape, nodes, loss));
                        trials.Add(new Trial<BroadcastResult>(first, shape.ToString(), seed => new RelayBroadcastRun(CityGenerator.Make(shape, nodes, (int)seed), plan, seed).Run()));
                    }
                }
            }

            IReadOnlyList<IReadOnlyList<BroadcastResult>> results;
            using (var progress = new ProgressLine(context, "sim.progress"))
            {
                results = SimCommands.Runs(context, progress, count, parse.GetValue(cores)).Run(trials);
            }

            Write(context, jobs, results);
            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode sim sweep --seeds 5", context.Text("sim.sweep.example")));
    }

    private static void Write(CliContext context, List<(CityShape Shape, int Nodes, int Loss)> jobs, IReadOnlyList<IReadOnlyList<BroadcastResult>> results)
    {
        double Mean(int job, Func<BroadcastResult, double> figure) => results[job].Average(figure);
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartArray();
                for (int j = 0; j < jobs.Count; j++)
                {
                    json.WriteStartObject();
                    json.WriteString("shape", jobs[j].Shape.ToString().ToLowerInvariant());
                    json.WriteNumber("nodes", jobs[j].Nodes);
                    json.WriteNumber("lossPercent", jobs[j].Loss);
                    json.WriteNumber("delivery", Math.Round(Mean(j, r => r.Delivery), 5));
                    json.WriteNumber("everyone", Math.Round(Mean(j, r => r.Everyone), 4));
                    json.WriteNumber("transmissions", Math.Round(Mean(j, r => r.Transmissions), 2));
                    json.WriteNumber("p99Seconds", Math.Round(Mean(j, r => r.DelayQuantile(0.99)), 2));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (string key in new[] { "shape", "nodes", "loss", "delivery", "everyone", "tx", "p99" })
        {
            table.AddColumn(new TableColumn(context.Markup("sim.column." + key)).RightAligned());
        }

        var culture = CultureInfo.InvariantCulture;
        for (int j = 0; j < jobs.Count; j++)
        {
            table.AddRow(
                jobs[j].Shape.ToString().ToLowerInvariant(),
                jobs[j].Nodes.ToString(culture),
                jobs[j].Loss.ToString(culture) + " %",
                Mean(j, r => r.Delivery).ToString("F4", culture),
                Mean(j, r => r.Everyone).ToString("F3", culture),
                Mean(j, r => r.Transmissions).ToString("F1", culture),
                Mean(j, r => r.DelayQuantile(0.99)).ToString("F1", culture));
        }

        context.Console.Write(table);
    }
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Simulator.Resilience;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim resilience</c>: loss, deaths, absence and overload; exit code 0 when the network bore everything, 1 otherwise.</summary>
internal static class ResilienceCommand
{
    private static readonly string[] Columns = ["hardship", "city", "share", "within", "held", "figures"];

    public static Command Create(CliContext context)
    {
        var folder = SimCommands.Folder(context);
        var seeds = SimCommands.Number("--seeds", context.Text("sim.option.seeds"), 5);
        var cities = SimCommands.Cities(context);
        var only = new Option<string[]>("--only")
        {
            Description = context.Text("sim.resilience.only"),
            HelpName = "NAME",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. Hardship.All]);
        var air = SimCommands.Air(context);
        var cores = SimCommands.Cores(context);
        var command = new Command("resilience", context.Text("sim.resilience.description")) { folder, seeds, cities, only, air, cores };
        command.SetAction(parse =>
        {
            int count = SimCommands.InRange(parse.GetValue(seeds), 1, SimCommands.MostSeeds, "sim.error.number");
            var rules = SimCommands.Rules(parse.GetValue(air));
            var wanted = parse.GetValue(only) is { Length: > 0 } names ? Hardship.All.Where(names.Contains) : Hardship.All;
            var places = SimCommands.Load(parse.GetRequiredValue(folder), parse.GetValue(cities));
            List<Trial<ResilienceResult>> trials =
            [
                .. wanted.SelectMany(name => places.Select(city => new Trial<ResilienceResult>(city, name, seed => Hardship.Run(name, city, rules, seed)))),
            ];
            IReadOnlyList<IReadOnlyList<ResilienceResult>> results;
            using (var progress = new ProgressLine(context, "sim.progress"))
            {
                results = SimCommands.Runs(context, progress, count, parse.GetValue(cores)).Run(trials);
            }

            Write(context, trials, results);
            return results.All(r => r.All(s => s.Held)) ? ExitCode.Success : ExitCode.Failure;
        });

        return command.WithExamples(
            new CommandExample("loranode sim resilience scenarios --city district-30", context.Text("sim.resilience.example.one")),
            new CommandExample("loranode sim resilience scenarios --only overload --seeds 10 --json", context.Text("sim.resilience.example.json")));
    }

    private static void Write(CliContext context, List<Trial<ResilienceResult>> trials, IReadOnlyList<IReadOnlyList<ResilienceResult>> results)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartArray();
                for (int t = 0; t < trials.Count; t++)
                {
                    json.WriteStartObject();
                    json.WriteString("hardship", trials[t].Name);
                    json.WriteString("city", trials[t].City.Name);
                    json.WriteNumber("seeds", results[t].Count);
                    json.WriteNumber("seedsHeld", results[t].Count(r => r.Held));
                    json.WriteNumber("share", Math.Round(results[t].Average(r => r.Share), 6));
                    json.WriteNumber("leastShare", Math.Round(results[t].Min(r => r.Share), 6));
                    if (results[t].Max(r => r.Seconds) is var seconds && double.IsFinite(seconds))
                    {
                        json.WriteNumber("seconds", Math.Round(seconds, 1));
                    }
                    else
                    {
                        json.WriteNull("seconds");
                    }

                    foreach (var (name, value) in Means(results[t]))
                    {
                        json.WriteNumber(name, Math.Round(value, 4));
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in Columns)
        {
            table.AddColumn(context.Markup("sim.column." + column));
        }

        for (int t = 0; t < trials.Count; t++)
        {
            double seconds = results[t].Max(r => r.Seconds);
            table.AddRow(
                context.Markup("sim.resilience." + trials[t].Name),
                trials[t].City.Name.EscapeMarkup(),
                F(results[t].Average(r => r.Share), "F4"),
                double.IsFinite(seconds) ? F(seconds, "F0") : "—",
                $"{results[t].Count(r => r.Held)}/{results[t].Count}",
                string.Join("; ", Means(results[t]).Select(f => context.Markup("sim.resilience.figure." + f.Name, F(f.Value, f.Value > 1.5 ? "F0" : "F3")))));
        }

        context.Console.Write(table);
        context.Console.WriteLine(context.Text("sim.resilience.legend"));
    }

    /// <summary>Means of the figures over the seeds; of the duty cycle the greatest, for that is what counts.</summary>
    private static IEnumerable<(string Name, double Value)> Means(IReadOnlyList<ResilienceResult> results) =>
        results[0].Figures.Select((f, i) => (f.Name, f.Name == "dutyOfLimit" ? results.Max(r => r.Figures[i].Value) : results.Average(r => r.Figures[i].Value)));

    private static string F(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

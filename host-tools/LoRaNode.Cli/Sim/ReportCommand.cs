using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Report;
using LoRaNode.Simulator.Report.SideBySide;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim report</c>: an HTML page with the algorithms side by side in one city.</summary>
internal static class ReportCommand
{
    public static Command Create(CliContext context)
    {
        var folder = SimCommands.Folder(context);
        var city = SimCommands.City(context);
        var seed = SimCommands.Number("--seed", context.Text("sim.option.seed"), 1);
        var messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 30);
        var output = new Option<string>("--output", "-o")
        {
            Description = context.Text("sim.option.output"),
            HelpName = "FILE",
            DefaultValueFactory = _ => "sim-report.html",
        };
        var air = SimCommands.Air(context);
        var command = new Command("report", context.Text("sim.report.description")) { folder, city, seed, messages, output, air };
        command.SetAction(parse =>
        {
            var place = SimCommands.Load(parse.GetRequiredValue(folder), [parse.GetRequiredValue(city)])[0];
            var plan = new BroadcastPlan
            {
                Messages = SimCommands.InRange(parse.GetValue(messages), 1, 10_000, "sim.error.number"),
                Rules = SimCommands.Rules(parse.GetValue(air)),
            };
            uint number = (uint)SimCommands.InRange(parse.GetValue(seed), 1, int.MaxValue / 64, "sim.error.number");
            var origins = new Random((int)number);
            plan = plan with { Sources = [.. Enumerable.Range(0, plan.Messages).Select(_ => origins.Next(place.Count))] };
            var panels = new AlgorithmPanel[Algorithm.All.Count];
            using (var progress = new ProgressLine(context, "sim.progress"))
            {
                int done = 0;
                Parallel.For(0, panels.Length, new ParallelOptions { CancellationToken = context.Cancellation }, i =>
                {
                    panels[i] = AlgorithmPanel.Run(Algorithm.All[i], place, plan, number);
                    lock (panels)
                    {
                        progress.Report((double)++done / panels.Length, done, panels.Length);
                    }
                });
            }

            string path = parse.GetValue(output)!;
            try
            {
                File.WriteAllText(path, new ComparisonPage(place, panels, new ReportTexts(context.Language)).Write());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserError("sim.error.write", path);
            }

            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("file", path);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.WriteLine(context.Text("sim.report.done", path));
            }

            return ExitCode.Success;
        });

        return command.WithExamples(new CommandExample("loranode sim report scenarios city-100 -o city.html", context.Text("sim.report.example")));
    }
}

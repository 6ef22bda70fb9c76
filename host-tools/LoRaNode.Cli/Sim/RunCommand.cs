using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.Traces;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim run</c>: one city, one seed, with the events of a scenario, and a trace of everything.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var folder = SimCommands.Folder(context);
        var city = new Argument<string>("city") { Description = context.Text("sim.argument.city"), HelpName = "CITY" };
        var seed = SimCommands.Number("--seed", context.Text("sim.option.seed"), 1);
        var messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 30);
        var period = SimCommands.Number("--period", context.Text("sim.option.period"), 60);
        var loss = SimCommands.Number("--loss", context.Text("sim.option.loss"), 0);
        var events = new Option<string>("--events") { Description = context.Text("sim.option.events"), HelpName = "FILE" };
        var trace = new Option<string>("--trace") { Description = context.Text("sim.option.trace"), HelpName = "FILE" };
        var alerts = new Option<bool>("--alerts") { Description = context.Text("sim.option.alerts") };
        var air = SimCommands.Air(context);
        var command = new Command("run", context.Text("sim.run.description")) { folder, city, seed, messages, period, loss, events, trace, alerts, air };
        command.SetAction(parse =>
        {
            var place = SimCommands.Load(parse.GetRequiredValue(folder), [parse.GetRequiredValue(city)])[0];
            var plan = new BroadcastPlan
            {
                Messages = SimCommands.InRange(parse.GetValue(messages), 1, 10_000, "sim.error.number"),
                PeriodSeconds = SimCommands.InRange(parse.GetValue(period), 1, 86_400, "sim.error.number"),
                RandomLoss = SimCommands.InRange(parse.GetValue(loss), 0, 99, "sim.error.number") / 100.0,
                Alerts = parse.GetValue(alerts),
                Rules = SimCommands.Rules(parse.GetValue(air)),
            };
            int number = SimCommands.InRange(parse.GetValue(seed), 1, int.MaxValue / 64, "sim.error.number");
            var run = new RelayBroadcastRun(
                place,
                plan,
                (uint)number,
                s => s with { VerifyMs = plan.Alerts ? Comparison.VerifyMs : 0, KeepsFrames = true });
            if (parse.GetValue(events) is string file)
            {
                try
                {
                    run.Plan(ScenarioFile.Load(file, place.Count));
                }
                catch (CityFileException e)
                {
                    throw SimCommands.Error(e);
                }
            }

            Write(context, Trace(run, parse.GetValue(trace)), run);
            return ExitCode.Success;
        });

        return command.WithExamples(
            new CommandExample("loranode sim run scenarios city-100 --seed 3 --loss 30", context.Text("sim.run.example.loss")),
            new CommandExample("loranode sim run scenarios bridge-81 --events storm.csv --trace storm.db", context.Text("sim.run.example.trace")));
    }

    private static BroadcastResult Trace(RelayBroadcastRun run, string? path)
    {
        if (path is null)
        {
            return run.Run();
        }

        try
        {
            using var file = new TraceFile(path, run);
            var result = run.Run();
            file.Finish(run);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new UserError("sim.error.write", path);
        }
    }

    private static void Write(CliContext context, BroadcastResult result, RelayBroadcastRun run)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("city", result.City);
                json.WriteNumber("seed", result.Seed);
                json.WriteNumber("messages", result.Messages);
                json.WriteNumber("delivery", Math.Round(result.Delivery, 5));
                json.WriteNumber("everyone", Math.Round(result.Everyone, 4));
                json.WriteNumber("transmissions", Math.Round(result.Transmissions, 2));
                json.WriteNumber("p50Seconds", Math.Round(result.DelayQuantile(0.5), 2));
                json.WriteNumber("p99Seconds", Math.Round(result.DelayQuantile(0.99), 2));
                json.WriteNumber("maxSeconds", Math.Round(result.DelayQuantile(1), 1));
                json.WriteNumber("beaconShare", Math.Round(result.BeaconShare, 5));
                json.WriteNumber("framesSent", run.World.FramesSent);
                json.WriteEndObject();
            });
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        context.Console.WriteLine(context.Text("sim.run.delivery", result.Delivery.ToString("F4", culture), result.Everyone.ToString("F3", culture)));
        context.Console.WriteLine(context.Text("sim.run.airtime", result.Transmissions.ToString("F1", culture), (result.BeaconShare * 100).ToString("F2", culture)));
        context.Console.WriteLine(context.Text(
            "sim.run.delay",
            result.DelayQuantile(0.5).ToString("F1", culture),
            result.DelayQuantile(0.99).ToString("F1", culture),
            result.DelayQuantile(1).ToString("F1", culture)));
    }
}

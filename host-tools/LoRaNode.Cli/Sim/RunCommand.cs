using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Power;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.Traces;
using LoRaNode.Simulator.World;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim run</c>: one city, one seed, with the events of a scenario, batteries, and a trace of everything.</summary>
internal sealed class RunCommand
{
    private const int MostMessages = 100_000;
    private const int DaySeconds = 86_400;

    private readonly CliContext _context;
    private readonly Argument<string> _folder;
    private readonly Argument<string> _city;
    private readonly Option<int> _seed;
    private readonly Option<int> _messages;
    private readonly Option<int> _period;
    private readonly Option<int> _days;
    private readonly Option<int> _loss;
    private readonly Option<string> _events;
    private readonly Option<string> _trace;
    private readonly Option<bool> _alerts;
    private readonly Option<string> _air;
    private readonly Option<string> _radio;
    private readonly SupplyOptions _supply;

    private RunCommand(CliContext context)
    {
        _context = context;
        _folder = SimCommands.Folder(context);
        _city = SimCommands.City(context);
        _seed = SimCommands.Number("--seed", context.Text("sim.option.seed"), 1);
        _messages = SimCommands.Number("--messages", context.Text("sim.option.messages"), 30);
        _period = SimCommands.Number("--period", context.Text("sim.option.period"), 60);
        _days = SimCommands.Number("--days", context.Text("sim.option.days"), 0);
        _loss = SimCommands.Number("--loss", context.Text("sim.option.loss"), 0);
        _events = new Option<string>("--events") { Description = context.Text("sim.option.events"), HelpName = "FILE" };
        _trace = new Option<string>("--trace") { Description = context.Text("sim.option.trace"), HelpName = "FILE" };
        _alerts = new Option<bool>("--alerts") { Description = context.Text("sim.option.alerts") };
        _air = SimCommands.Air(context);
        _radio = SimCommands.Radio(context);
        _supply = new SupplyOptions(context);
    }

    public static Command Create(CliContext context)
    {
        var run = new RunCommand(context);
        var command = new Command("run", context.Text("sim.run.description"))
        {
            run._folder, run._city, run._seed, run._messages, run._period, run._days, run._loss, run._events, run._trace, run._alerts, run._air, run._radio,
        };
        run._supply.AddTo(command);
        command.SetAction(parse => run.Run(parse));
        return command.WithExamples(
            new CommandExample("loranode sim run scenarios city-100 --seed 3 --loss 30", context.Text("sim.run.example.loss")),
            new CommandExample("loranode sim run scenarios bridge-81 --events storm.csv --trace storm.db", context.Text("sim.run.example.trace")),
            new CommandExample("loranode sim run scenarios corridor-24 --radio chip", context.Text("sim.run.example.chip")),
            new CommandExample("loranode sim run scenarios district-30 --days 3 --period 600 --battery 2600 --panel 1000", context.Text("sim.run.example.power")));
    }

    private int Run(ParseResult parse)
    {
        string folder = parse.GetRequiredValue(_folder);
        var place = SimCommands.Load(folder, [parse.GetRequiredValue(_city)])[0];
        var plan = Plan(parse);
        if (plan.Radio == RadioModel.Chip)
        {
            SimCommands.RequireSmall([place]);
            place = place.WithChipTimes();
        }

        int seed = SimCommands.InRange(parse.GetValue(_seed), 1, int.MaxValue / 64, "sim.error.number");
        var run = new RelayBroadcastRun(
            place,
            plan,
            (uint)seed,
            s => s with { VerifyMs = plan.Alerts ? Comparison.VerifyMs : 0, KeepsFrames = true })
        {
            Cancellation = _context.Cancellation,
        };
        run.Feed(_supply.Supply(parse, seed));
        if ((parse.GetValue(_events) ?? CityFolder.EventsOf(folder, place.Name)) is { } file)
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

        BroadcastResult result;
        using (var progress = new ProgressLine(_context, "sim.progress.hours"))
        {
            run.Progress = (now, all) => progress.Report(now / all, Math.Floor(now / 3600), Math.Ceiling(all / 3600));
            result = Trace(run, parse.GetValue(_trace));
        }

        RunOutput.Write(_context, result, run);
        return ExitCode.Success;
    }

    private BroadcastPlan Plan(ParseResult parse)
    {
        int period = SimCommands.InRange(parse.GetValue(_period), 1, DaySeconds, "sim.error.number");
        int days = SimCommands.InRange(parse.GetValue(_days), 0, 366, "sim.error.number");
        long messages = days > 0 ? (long)days * DaySeconds / period : parse.GetValue(_messages);
        var radio = SimCommands.RadioOf(parse.GetValue(_radio));
        return new BroadcastPlan
        {
            Messages = SimCommands.InRange((int)Math.Clamp(messages, int.MinValue, int.MaxValue), 1, MostMessages, "sim.error.number"),
            PeriodSeconds = period,
            RandomLoss = SimCommands.InRange(parse.GetValue(_loss), 0, 99, "sim.error.number") / 100.0,
            Alerts = parse.GetValue(_alerts),
            Rules = radio == RadioModel.Chip ? AirRules.Chip : SimCommands.Rules(parse.GetValue(_air)),
            Radio = radio,
        };
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
}

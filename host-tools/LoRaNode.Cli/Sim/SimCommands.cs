using System.CommandLine;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.Scenarios;
using LoRaNode.Simulator.World;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim</c>: whole cities in simulated time.</summary>
public static class SimCommands
{
    /// <summary>Creates the commands.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("sim", context.Text("sim.description"))
        {
            CompareCommand.Create(context),
            RunCommand.Create(context),
            SweepCommand.Create(context),
            RadiosCommand.Create(context),
            ResilienceCommand.Create(context),
            ReportCommand.Create(context),
            AttackCommand.Create(context),
        };
    }

    internal static Argument<string> Folder(CliContext context) => new("folder")
    {
        Description = context.Text("sim.argument.folder"),
        HelpName = "FOLDER",
    };

    internal static Option<int> Number(string name, string description, int usual) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
    };

    /// <summary>Most seeds of one call.</summary>
    internal const int MostSeeds = 1_000;

    internal static Option<int> Cores(CliContext context) => Number("--cores", context.Text("sim.option.cores"), Environment.ProcessorCount);

    /// <summary>Seeds and cores of a call, with its progress bar.</summary>
    internal static SeedRuns Runs(CliContext context, ProgressLine progress, int seeds, int cores) => new()
    {
        Seeds = seeds,
        Cores = InRange(cores, 1, 1_024, "sim.error.number"),
        Progress = (done, all) => progress.Report((double)done / all, done, all),
        Cancellation = context.Cancellation,
    };

    internal static Option<string[]> Cities(CliContext context) => new("--city")
    {
        Description = context.Text("sim.option.cities"),
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Refuses cities that are too large for the register-level radio.</summary>
    internal static void RequireSmall(IReadOnlyList<CityMap> cities)
    {
        if (cities.FirstOrDefault(c => c.Count > ChipWorld.MaxNodes) is { } large)
        {
            throw new UserError("sim.error.chip", large.Name, large.Count, ChipWorld.MaxNodes);
        }
    }

    internal static Option<string> Air(CliContext context)
    {
        var option = new Option<string>("--air")
        {
            Description = context.Text("sim.option.air"),
            HelpName = "baseline|chip",
            DefaultValueFactory = _ => "baseline",
        };
        option.AcceptOnlyFromAmong("baseline", "chip");
        return option;
    }

    internal static Argument<string> City(CliContext context) => new("city") { Description = context.Text("sim.argument.city"), HelpName = "CITY" };

    internal static Option<string> Radio(CliContext context)
    {
        var option = new Option<string>("--radio")
        {
            Description = context.Text("sim.option.radio"),
            HelpName = "abstract|chip",
            DefaultValueFactory = _ => Comparison.NameOf(RadioModel.Abstract),
        };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<RadioModel>().Select(Comparison.NameOf)]);
        return option;
    }

    internal static RadioModel RadioOf(string? name) => name == Comparison.NameOf(RadioModel.Chip) ? RadioModel.Chip : RadioModel.Abstract;

    internal static AirRules Rules(string? air) => air == "chip" ? AirRules.Chip : AirRules.Baseline;

    internal static int InRange(int value, int min, int max, string errorKey) =>
        value >= min && value <= max ? value : throw new UserError(errorKey, value, min, max);

    /// <summary>Names of the cities of a folder, narrowed to those asked for.</summary>
    internal static IReadOnlyList<CityMap> Load(string folder, string[]? wanted)
    {
        try
        {
            var names = CityFolder.Names(folder);
            if (wanted is { Length: > 0 })
            {
                foreach (string name in wanted)
                {
                    if (!names.Contains(name))
                    {
                        throw new UserError("sim.error.city", name, string.Join(", ", names));
                    }
                }

                names = [.. names.Where(wanted.Contains)];
            }

            return [.. names.Select(n => CityFolder.Load(folder, n))];
        }
        catch (CityFileException e)
        {
            throw Error(e);
        }
    }

    internal static UserError Error(CityFileException e) => e.Fault switch
    {
        CityFault.FolderMissing => new UserError("sim.error.folder", e.FilePath),
        CityFault.FolderEmpty => new UserError("sim.error.empty", e.FilePath),
        CityFault.Json => new UserError("sim.error.json", e.FilePath, e.Line),
        CityFault.Setting => new UserError("sim.error.setting", e.FilePath, e.Detail),
        CityFault.NodeCount => new UserError("sim.error.count", e.FilePath, e.Detail),
        CityFault.Node => new UserError("sim.error.node", e.FilePath, e.Line, e.Detail),
        CityFault.Loss => new UserError("sim.error.loss", e.FilePath, e.Line, e.Detail),
        CityFault.EventHeading => new UserError("sim.error.event.heading", e.FilePath, ScenarioFile.Heading),
        CityFault.EventTime => new UserError("sim.error.event.time", e.FilePath, e.Line, e.Detail),
        CityFault.EventName => new UserError("sim.error.event.name", e.FilePath, e.Line, e.Detail, string.Join(", ", ScenarioFile.Names)),
        CityFault.EventNode => new UserError("sim.error.event.node", e.FilePath, e.Line, e.Detail),
        CityFault.EventArguments => new UserError("sim.error.event.arguments", e.FilePath, e.Line, e.Detail),
        _ => new UserError("sim.error.file", e.FilePath),
    };
}

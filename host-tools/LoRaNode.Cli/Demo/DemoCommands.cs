using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;

namespace LoRaNode.Cli.Demo;

/// <summary>Runs a city; stands for <see cref="VirtualCity.Run"/>.</summary>
public delegate CityRun CityRunner(CityOptions options, ICityObserver? observer, CancellationToken cancellation);

/// <summary><c>loranode demo</c>: one alert crosses a virtual city of real node code.</summary>
public static class DemoCommands
{
    private const int DefaultSeed = 1;

    /// <summary>Creates the command.</summary>
    public static Command Create(CliContext context) => Create(context, VirtualCity.Run);

    /// <summary>Creates the command over another city.</summary>
    public static Command Create(CliContext context, CityRunner city)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = new Argument<string?>("text") { Description = context.Text("demo.argument.text"), Arity = ArgumentArity.ZeroOrOne };
        var seed = new Option<int>("--seed") { Description = context.Text("demo.option.seed"), HelpName = "N", DefaultValueFactory = _ => DefaultSeed };
        var nodes = new Option<int>("--nodes")
        {
            Description = context.Text("demo.option.nodes", CityOptions.MinNodes, CityOptions.MaxNodes),
            HelpName = "N",
            DefaultValueFactory = _ => CityOptions.DefaultNodes,
        };
        var folder = new Option<string?>("--out") { Description = context.Text("demo.option.out"), HelpName = "DIR" };
        var realTime = new Option<bool>("--real-time") { Description = context.Text("demo.option.realtime") };
        var command = new Command("demo", context.Text("demo.description")) { text, seed, nodes, folder, realTime };
        command.SetAction(async (parse, cancellation) =>
        {
            int count = parse.GetValue(nodes);
            if (count is < CityOptions.MinNodes or > CityOptions.MaxNodes)
            {
                throw new UserError("demo.error.nodes", CityOptions.MinNodes, CityOptions.MaxNodes, count);
            }

            string alert = await new DemoText(context).ChooseAsync(parse.GetValue(text), cancellation);
            DemoFiles files = DemoFiles.Prepare(parse.GetValue(folder));
            var options = new CityOptions(count, parse.GetValue(seed), alert);
            return new DemoRun(context, city).Run(options, files, parse.GetValue(realTime), cancellation);
        });
        return command.WithExamples(
            new CommandExample("loranode demo", context.Text("demo.example.plain")),
            new CommandExample($"loranode demo \"{context.Text("demo.example.text")}\" --seed 7", context.Text("demo.example.seed")),
            new CommandExample("loranode demo --real-time", context.Text("demo.example.realtime")),
            new CommandExample("loranode demo --json --out city < alert.txt", context.Text("demo.example.json")));
    }
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator.Attacks;
using Spectre.Console;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim attack</c>: the attack suite; exit code 0 when the network held against everything, 1 otherwise.</summary>
internal static class AttackCommand
{
    private const int LeastNodes = 4;
    private const int MostNodes = 60;

    internal static Command Create(CliContext context)
    {
        var nodes = new Option<int>("--nodes") { Description = context.Text("sim.attack.nodes", LeastNodes, MostNodes), HelpName = "N", DefaultValueFactory = _ => 12 };
        var seed = new Option<int>("--seed") { Description = context.Text("sim.option.seed"), HelpName = "N", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { Description = context.Text("sim.attack.only"), HelpName = "NAME" };
        var command = new Command("attack", context.Text("sim.attack.description")) { nodes, seed, only };
        command.SetAction(parse =>
        {
            int count = parse.GetValue(nodes);
            if (count is < LeastNodes or > MostNodes)
            {
                throw new UserError("sim.error.nodes", LeastNodes, MostNodes);
            }

            var suite = new AttackSuite(count, parse.GetValue(seed), context.Cancellation);
            string? name = parse.GetValue(only);
            (string Name, Func<AttackResult> Run)[] chosen = [.. suite.Attacks.Where(a => name is null || a.Name == name)];
            if (chosen.Length == 0)
            {
                throw new UserError("sim.error.attack", name, string.Join(", ", suite.Attacks.Select(a => a.Name)));
            }

            var results = new List<AttackResult>();
            foreach ((string attack, Func<AttackResult> run) in chosen)
            {
                if (!context.IsJson)
                {
                    context.Progress.MarkupLine(context.Markup("sim.attack.running", results.Count + 1, chosen.Length, attack));
                }

                results.Add(run());
            }

            bool passed = results.TrueForAll(r => r.Passed);
            if (context.IsJson)
            {
                WriteJson(context, results, count, parse.GetValue(seed), passed);
            }
            else
            {
                Print(context, results, passed);
            }

            return passed ? ExitCode.Success : ExitCode.Failure;
        });
        return command.WithExamples(
            new CommandExample("loranode sim attack", context.Text("sim.attack.example")),
            new CommandExample("loranode sim attack --only replay --json", context.Text("sim.attack.example.only")));
    }

    private static void WriteJson(CliContext context, IReadOnlyList<AttackResult> results, int nodes, int seed, bool passed) => context.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("passed", passed);
        json.WriteNumber("nodes", nodes);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("attacks");
        foreach (AttackResult result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteBoolean("passed", result.Passed);
            foreach ((string figure, double value) in result.Figures)
            {
                json.WriteNumber(figure, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Print(CliContext context, IReadOnlyList<AttackResult> results, bool passed)
    {
        var table = new Table().AddColumns(context.Markup("sim.attack.column.attack"), context.Markup("sim.attack.column.result"), context.Markup("sim.attack.column.figures"));
        foreach (AttackResult result in results)
        {
            string figures = string.Join('\n', result.Figures.Select(f =>
                string.Create(CultureInfo.InvariantCulture, $"{context.Text("sim.figure." + f.Key)}: {f.Value:0.#}")));
            table.AddRow(
                context.Markup("sim.attack." + result.Name),
                context.Markup(result.Passed ? "sim.attack.held" : "sim.attack.failed"),
                figures.EscapeMarkup());
        }

        context.Console.Write(table);
        context.Console.MarkupLine(context.Markup(passed ? "sim.attack.passed" : "sim.attack.notpassed"));
    }
}

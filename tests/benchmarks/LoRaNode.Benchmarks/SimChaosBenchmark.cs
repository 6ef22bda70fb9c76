using System.CommandLine;
using LoRaNode.Simulator.Runs;
using Spectre.Console;

namespace LoRaNode.Benchmarks;

/// <summary>The long form of the chaos test: random cities with random faults.</summary>
internal static class SimChaosBenchmark
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var cities = new Option<int>("--cities") { Description = "Random cities", DefaultValueFactory = _ => 1_000 };
        var first = new Option<int>("--first") { Description = "Seed of the first", DefaultValueFactory = _ => 1 };
        var command = new Command("sim-chaos", "Random cities with random faults: every connected node must end with every live alert") { cities, first };
        command.SetAction(result => Run(result.GetValue(first), result.GetValue(cities)));
        return command;
    }

    private static int Run(int first, int count)
    {
        var failures = new List<string>();
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("cities", maxValue: count);
            Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
            {
                string? failure = ChaosRun.Run(seed);
                lock (failures)
                {
                    task.Increment(1);
                    if (failure is not null)
                    {
                        failures.Add(failure);
                    }
                }
            });
        });
        foreach (string failure in failures.Order(StringComparer.Ordinal))
        {
            AnsiConsole.WriteLine(failure);
        }

        AnsiConsole.WriteLine($"{count - failures.Count} of {count} cities ended with every live alert at every connected node.");
        return failures.Count == 0 ? 0 : 1;
    }
}

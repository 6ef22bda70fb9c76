using System.Diagnostics;
using System.Globalization;
using LoRaNode.InstructionCount;

namespace LoRaNode.Fuzzing;

/// <summary>
/// Coverage-guided fuzzing: inputs that run through code which no input reached before join the corpus, and new inputs are changed copies
/// of those in it. The code under test is rewritten on loading so that its basic blocks report themselves.
/// </summary>
public static class FuzzLoop
{
    private const int MaxInput = 1024;

    /// <summary>Runs a target over rewritten assemblies.</summary>
    /// <param name="name">Name of the target.</param>
    /// <param name="executions">Most executions.</param>
    /// <param name="seconds">Most seconds.</param>
    /// <param name="seed">Seed: the same one gives the same inputs as long as neither limit of time cuts in.</param>
    /// <returns>A report, and whether nothing was found.</returns>
    public static (string Report, bool Passed) Run(string name, long executions, double seconds, int seed)
    {
        var context = new CountingContext("LoRaNode.Core", "LoRaNode.Host", "LoRaNode.Node") { ForCoverage = true };
        string report = (string)context.Run(RunInContext, name, executions, seconds, seed)!;
        return (report, !report.StartsWith("FOUND", StringComparison.Ordinal));
    }

    internal static string RunInContext(string name, long executions, double seconds, int seed)
    {
        FuzzTarget target = FuzzTargets.All().Single(t => t.Name == name);
        using var end = target as IDisposable;
        var random = new Random(seed);
        var corpus = new List<byte[]>(target.Seeds());
        int seeds = corpus.Count;
        var clock = Stopwatch.StartNew();
        long done = 0;
        byte[] input = [];
        try
        {
            foreach (byte[] one in corpus)
            {
                input = one;
                target.Run(one);
                CoverageMap.TakeNew();
            }

            for (; done < executions && ((done & 255) != 0 || clock.Elapsed.TotalSeconds < seconds); done++)
            {
                input = Mutation.Of(corpus, random, MaxInput);
                target.Run(input);
                if (CoverageMap.TakeNew())
                {
                    corpus.Add(input);
                }
            }
        }
#pragma warning disable CA1031 // Whatever the code under test throws is what we are looking for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return string.Create(CultureInfo.InvariantCulture, $"FOUND by {name} after {done:N0} executions (seed {seed}): {e.GetType().Name}: {e.Message}\ninput: {Convert.ToHexStringLower(input)}\n{e.StackTrace}");
        }

        double rate = done / Math.Max(0.001, clock.Elapsed.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {done:N0} executions, {rate:N0} a second, {CoverageMap.SeenCount:N0} basic blocks reached, corpus grew from {seeds} to {corpus.Count}, nothing found (seed {seed})");
    }
}

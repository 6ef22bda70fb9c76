using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LoRaNode.Simulator.Baselines;
using LoRaNode.Simulator.Cities;
using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;
using Spectre.Console;

namespace LoRaNode.Benchmarks;

/// <summary>How fast the simulator is: a thousand nodes for an hour, ten thousand for ten minutes, beside Meshtastic's own simulator.</summary>
internal static class SimScaleBenchmark
{
    // Wall times of Meshtastic's simulator from baseline.csv: city, nodes, simulated seconds, wall seconds (hop limit 7, a message a minute).
    private static readonly (string City, int Nodes, double Simulated, double Wall)[] Published =
    [
        ("district-30", 30, 1920, 0.51),
        ("dense-100", 100, 1920, 3.90),
        ("city-100", 100, 1920, 5.60),
        ("metro-300", 300, 1320, 40.2),
    ];

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Folder of the shared cities, to run them beside the published wall times" };
        var large = new Option<bool>("--large") { Description = "Also 10,000 nodes for ten minutes" };
        var command = new Command("sim-scale", "Simulated node-hours per processor second, and memory") { folder, large };
        command.SetAction(result => Run(result.GetValue(folder), result.GetValue(large)));
        return command;
    }

    private static void Run(string? folder, bool large)
    {
        var table = new Table().AddColumns("what", "nodes", "simulated s", "wall s", "node-hours per CPU-second", "peak MB", "delivery");
        var hour = new BroadcastPlan { Messages = 60, WarmUpSeconds = 0, WindowSeconds = 0.001, Alerts = true, Rules = AirRules.Chip };
        Measure(table, "1,000 nodes, an hour, an alert a minute", () => CityGenerator.Make(CityShape.City, 1000, 1), hour);
        if (large)
        {
            var tenMinutes = hour with { Messages = 10 };
            Measure(table, "10,000 nodes, ten minutes, an alert a minute", () => CityGenerator.Make(CityShape.City, 10_000, 1), tenMinutes);
        }

        if (folder is not null)
        {
            foreach (var (name, nodes, simulated, wall) in Published)
            {
                var city = CityFolder.Load(folder, name);
                var plan = new BroadcastPlan { Messages = (int)(simulated / 60), WarmUpSeconds = 0, WindowSeconds = 60 };
                Measure(table, name + ", relay engine", () => city, plan with { Rules = AirRules.Baseline });
                var watch = Stopwatch.StartNew();
                var flood = new FloodRun(city, plan, FloodRule.Managed, 7, 1).Run();
                Row(table, name + ", managed flooding here", nodes, flood.SimulatedSeconds, watch.Elapsed.TotalSeconds, flood.Delivery);
                Row(table, name + ", managed flooding, Meshtastic's simulator (published)", nodes, simulated, wall, double.NaN);
            }
        }

        AnsiConsole.Write(table);
    }

    private static void Measure(Table table, string what, Func<CityMap> make, BroadcastPlan plan)
    {
        var city = make();
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var result = new RelayBroadcastRun(city, plan, 1, s => s with { VerifyMs = plan.Alerts ? Comparison.VerifyMs : 0 }).Run();
        process.Refresh();
        double cpu = (process.TotalProcessorTime - before).TotalSeconds;
        Row(table, what, city.Count, result.SimulatedSeconds, watch.Elapsed.TotalSeconds, double.NaN, cpu);
    }

    private static void Row(Table table, string what, int nodes, double simulated, double wall, double delivery, double? cpu = null)
    {
        var culture = CultureInfo.InvariantCulture;
        table.AddRow(
            what.EscapeMarkup(),
            nodes.ToString(culture),
            simulated.ToString("F0", culture),
            wall.ToString("F2", culture),
            (nodes * simulated / 3600 / (cpu ?? wall)).ToString("F1", culture),
            (Process.GetCurrentProcess().PeakWorkingSet64 / 1e6).ToString("F0", culture),
            double.IsNaN(delivery) ? "" : delivery.ToString("F4", culture));
    }
}

using System.CommandLine;
using LoRaNode.Simulator.Flash;
using Spectre.Console;

namespace LoRaNode.Benchmarks;

/// <summary>Cuts the power of a node application at every flash operation of a busy hour.</summary>
internal static class PowerCutBenchmark
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "Simulated seconds", DefaultValueFactory = _ => 3600 };
        var command = new Command("power-cut", "Cuts the power of a node at every flash operation of a busy hour and looks for what is lost") { seconds };
        command.SetAction(result => Print(result.GetValue(seconds)));
        return command;
    }

    private static int Print(int seconds)
    {
        PowerCutResult found = null!;
        AnsiConsole.Progress().Start(context =>
        {
            var task = context.AddTask("cutting", maxValue: 1);
            found = PowerCutRun.Run(seconds, done => task.Value = done);
        });
        Console.WriteLine($"{found.Operations} flash operations, {found.Cuts} cuts, {found.Beacons} beacons and up to {found.Texts} texts looked at after each, {found.Faults.Count} faults");
        foreach (var fault in found.Faults)
        {
            Console.WriteLine(fault);
        }

        return found.Faults.Count == 0 ? 0 : 1;
    }
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.InstructionCount;
using LoRaNode.Node.Display;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Benchmarks;

/// <summary>The longest passes of a node's event loop in busy minutes, in IL instructions and in time of the flash.</summary>
internal static class PassCostBenchmark
{
    /// <summary>What the ESP32 interprets in a millisecond at the least.</summary>
    private const double InstructionsPerMs = 2_000;

    private static readonly string[] Firmware = ["LoRaNode.Core", "LoRaNode.Node", "LoRaNode.Radio", "LoRaNode.Sx127x"];

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var minutes = new Option<int>("--minutes") { Description = "Simulated minutes", DefaultValueFactory = _ => 60 };
        var command = new Command("pass-cost", "Counts the IL instructions and the flash time of the longest passes of a busy node's loop") { minutes };
        command.SetAction(parse =>
        {
            Console.WriteLine("passes with the most instructions, and those that the flash held up longest:");
            var context = new CountingContext(Firmware) { Beside = ["LoRaNode.Simulator", "LoRaNode.VirtualRadio", "LoRaNode.Host"] };
            string result = (string)context.Run(Run, parse.GetValue(minutes))!;
            Console.Write(result);
            return 0;
        });
        return command;
    }

    internal static string Run(int minutes)
    {
        BusyLoopResult result = BusyLoop.Run(minutes, InstructionMeter.Count);
        var text = new System.Text.StringBuilder();
        var state = new DisplayState { Language = DisplayLanguage.Russian, HasAlert = true, AlertIssuer = "Врачи", BatteryMillivolts = 3_900 };
        state.SetText(DisplayState.AlertPlace, "В школе №4 открыт медпункт. Раненых везите к восточным воротам. Есть вода и лекарства.".ToCharArray());
        var screen = new NodeScreen(state, 0);
        text.AppendLine(CultureInfo.InvariantCulture, $"{InstructionMeter.Count(() => screen.Update(0)),9:N0} instructions to draw a page full of text");
        text.AppendLine(CultureInfo.InvariantCulture, $"{result.Passes.Count:N0} passes");
        foreach (BusyPass pass in result.Passes.OrderByDescending(p => p.Instructions).Take(8))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{pass.Instructions,9:N0} instructions {pass.Instructions / InstructionsPerMs,6:0.0} ms   flash {pass.FlashUs / 1000.0,6:0.0} ms   {pass.What}");
        }

        foreach (BusyPass pass in result.Passes.OrderByDescending(p => p.FlashUs).Take(4))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{pass.Instructions,9:N0} instructions {pass.Instructions / InstructionsPerMs,6:0.0} ms   flash {pass.FlashUs / 1000.0,6:0.0} ms   {pass.What}");
        }

        foreach (int limitMs in new[] { 10, 25, 50, 100 })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.Passes.Count(p => (p.Instructions / InstructionsPerMs) + (p.FlashUs / 1000.0) > limitMs),9:N0} passes above {limitMs} ms, flash included; {result.Passes.Count(p => p.Instructions / InstructionsPerMs > limitMs):N0} without it");
        }

        return text.ToString();
    }
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.InstructionCount;
using LoRaNode.Node.Display;
using LoRaNode.Simulator.Flash;

namespace LoRaNode.Benchmarks;

/// <summary>The longest passes of a node's event loop in busy minutes, in IL instructions and in time of the flash.</summary>
internal static class PassCostBenchmark
{
    private const long LeastNamed = 6_000;

    private static readonly string[] Firmware = ["LoRaNode.Core", "LoRaNode.Node", "LoRaNode.Radio", "LoRaNode.Sx127x"];

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var minutes = new Option<int>("--minutes") { Description = "Simulated minutes", DefaultValueFactory = _ => 60 };
        var seconds = new Option<int>("--seconds") { Description = "Simulated seconds from one text of the neighbours to the next", DefaultValueFactory = _ => 10 };
        var calls = new Option<bool>("--calls") { Description = "Names the methods that the instructions of the longest passes went to" };
        var command = new Command("pass-cost", "Counts the IL instructions and the flash time of the longest passes of a busy node's loop") { minutes, seconds, calls };
        command.SetAction(parse =>
        {
            Console.WriteLine("passes with the most instructions, and those that the flash held up longest:");
            var context = new CountingContext(Firmware) { ForCalls = parse.GetValue(calls), Beside = ["LoRaNode.Simulator", "LoRaNode.VirtualRadio", "LoRaNode.Host"] };
            string result = (string)context.Run(Run, parse.GetValue(minutes), parse.GetValue(seconds))!;
            Console.Write(result);
            return 0;
        });
        return command;
    }

    internal static string Run(int minutes, int seconds)
    {
        var where = new Dictionary<int, string>();
        int count = 0;
        BusyLoopResult result = BusyLoop.Run(minutes * 60 / seconds, seconds, action =>
        {
            CallCosts.Take(long.MaxValue);
            long instructions = InstructionMeter.Count(action);
            where[count++] = CallCosts.Take(Math.Min(instructions / 8, LeastNamed));
            return instructions;
        });
        var text = new System.Text.StringBuilder();
        var state = new DisplayState { Language = DisplayLanguage.Russian, HasAlert = true, AlertIssuer = "Врачи", BatteryMillivolts = 3_900 };
        state.SetText(DisplayState.AlertPlace, "В школе №4 открыт медпункт. Раненых везите к восточным воротам. Есть вода и лекарства.".ToCharArray());
        var screen = new NodeScreen(state, 0);
        text.AppendLine(CultureInfo.InvariantCulture, $"{InstructionMeter.Count(() => screen.Update(0)),9:N0} instructions to draw a page full of text");
        text.AppendLine(CultureInfo.InvariantCulture, $"{result.Passes.Count:N0} passes");
        foreach ((int index, BusyPass pass) in result.Passes.Index().OrderByDescending(p => p.Item.Instructions).Take(8)
            .Concat(result.Passes.Index().OrderByDescending(p => p.Item.FlashUs).Take(8)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{pass.Instructions,9:N0} instructions {pass.Milliseconds - (pass.FlashUs / 1000.0),6:0.0} ms   flash {pass.FlashUs / 1000.0,6:0.0} ms   {pass.What}");
            if (where[index].Length > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"          {where[index]}");
            }
        }

        foreach (int limitMs in new[] { 10, 25, 50, 100 })
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.Passes.Count(p => p.Milliseconds > limitMs),9:N0} passes above {limitMs} ms, flash included; {result.Passes.Count(p => p.Milliseconds > limitMs && p.Erases == 0):N0} of them erased no sector");
        }

        foreach (IGrouping<int, BusyPass> passes in result.Passes.Where(p => p.Erases > 0).GroupBy(p => p.Erases).OrderBy(g => g.Key))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{passes.Count(),9:N0} passes erased {passes.Key}, the longest in {passes.Max(p => p.Milliseconds):0.0} ms");
        }

        return text.ToString();
    }
}

using System.CommandLine;
using System.Globalization;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Benchmarks;

/// <summary>How fast a node's log is read over a serial line.</summary>
internal static class LinkRateBenchmark
{
    private const int Baud = 921_600;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var records = new Option<int>("--records") { Description = "Log records to read", DefaultValueFactory = _ => 2_000 };
        var command = new Command("link-rate", "Reads a virtual node's sealed log over a line of 921,600 baud; the node computes at this machine's speed") { records };
        command.SetAction(async (parse, cancellation) =>
        {
            LinkRateResult result = await LinkRate.MeasureAsync(parse.GetValue(records), Baud, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Records} records in {result.Time.TotalSeconds:F2} s: {result.RecordsPerSecond:F0} records/s, line used for {result.LineShare:P1} of the time"));
            return 0;
        });
        return command;
    }
}

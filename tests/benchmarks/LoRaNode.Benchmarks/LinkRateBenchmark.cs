using System.CommandLine;
using System.Globalization;
using LoRaNode.Host.Ports;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Benchmarks;

/// <summary>How fast a node's log is read over a serial line.</summary>
internal static class LinkRateBenchmark
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var records = new Option<int>("--records") { Description = "Log records to read", DefaultValueFactory = _ => 2_000 };
        var command = new Command("link-rate", "Reads a virtual node's sealed log through a pseudo-terminal at 92,160 bytes/s; the node computes at this machine's speed") { records };
        command.SetAction(async (parse, cancellation) =>
        {
            LinkRateResult result = await LinkRate.MeasureAsync(parse.GetValue(records), SerialCable.Baud, cancellation);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Records} records in {result.Time.TotalSeconds:F2} s: {result.RecordsPerSecond:F0} records/s; the line carried {result.Bytes / result.Time.TotalSeconds:F0} of 92160 bytes/s ({result.LineShare:P1}), of them {result.RecordShare:P1} records"));
            return 0;
        });
        return command;
    }
}

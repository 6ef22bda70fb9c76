using System.CommandLine;

namespace LoRaNode.Benchmarks;

/// <summary>Measures what the product claims about speed and size; each subject is one command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Measures what the product claims about speed and size; each subject is one command.");
        root.Add(Crypto.CryptoInstructions.Create());
        root.Add(Crypto.EpochCost.Create());
        root.Add(FlashWearBenchmark.Create());
        root.Add(VirtualRadioBenchmark.Create());
        root.Add(HeapBenchmark.Create());
        root.Add(PassCostBenchmark.Create());
        root.Add(PowerCutBenchmark.Create());
        root.Add(LinkRateBenchmark.Create());
        root.Add(LongRunBenchmark.Create());
        root.Add(Text.TextInstructions.Create());
        root.Add(Radio.RadioSpi.Create());
        root.Add(SimScaleBenchmark.Create());
        root.Add(SimChaosBenchmark.Create());
        root.Add(LogImportBenchmark.Create());
        return root.Parse(args).Invoke();
    }
}

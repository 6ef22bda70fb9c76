using LoRaNode.Simulator;

namespace LoRaNode.Cli.Demo;

/// <summary>Tells how far a run has come that goes as fast as it can.</summary>
internal sealed class ProgressObserver(ProgressLine progress, double totalMs) : ICityObserver
{
    public void Started(IReadOnlyList<CityNode> nodes, IReadOnlyList<CityLink> links, int source)
    {
    }

    public void Sent(long atMs)
    {
    }

    public void Transmitted(CityTransmission transmission)
    {
    }

    public void Shown(int node, long atMs, int? heardFrom, int hops)
    {
    }

    public void Advanced(long nowMs) => progress.Report(nowMs / totalMs, nowMs / 1000, (long)(totalMs / 1000));
}

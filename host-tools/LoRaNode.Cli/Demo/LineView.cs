using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;

namespace LoRaNode.Cli.Demo;

/// <summary>Follows a run line by line, where the output is no terminal that could show a map.</summary>
internal sealed class LineView(CliContext context, ReportTexts texts) : ICityObserver
{
    private IReadOnlyList<CityNode> _nodes = [];

    private long _sentAtMs = long.MaxValue;

    public void Started(IReadOnlyList<CityNode> nodes, IReadOnlyList<CityLink> links, int source) => _nodes = nodes;

    public void Sent(long atMs) => _sentAtMs = atMs;

    public void Transmitted(CityTransmission transmission)
    {
        if (transmission.AtMs >= _sentAtMs && transmission.Kind == "alert")
        {
            context.Output.WriteLine(context.Text("demo.line.sends", texts.Seconds(transmission.AtMs - _sentAtMs), _nodes[transmission.Node].Name));
        }
    }

    public void Shown(int node, long atMs, int? heardFrom, int hops)
    {
        string after = texts.Seconds(atMs - Math.Min(atMs, _sentAtMs));
        context.Output.WriteLine(heardFrom is { } parent
            ? context.Text("demo.line.shows", after, _nodes[node].Name, _nodes[parent].Name, hops)
            : context.Text("demo.line.source", after, _nodes[node].Name));
    }

    public void Advanced(long nowMs)
    {
    }
}

using LoRaNode.Core.Frames;
using LoRaNode.Node;
using LoRaNode.Node.Network;
using LoRaNode.Node.Texts;

namespace LoRaNode.Simulator.City;

/// <summary>Watches what each node shows and keeps the account of the run.</summary>
internal sealed class CityNodes(CityNode[] nodes, ICityObserver? observer)
{
    private readonly Dictionary<ushort, int> _indexOf = nodes.ToDictionary(n => n.Address, n => n.Index);
    private string _text = string.Empty;
    private int _source;

    /// <summary>The nodes as they are now.</summary>
    internal IReadOnlyList<CityNode> All => nodes;

    /// <summary>Tells which text counts and which node was given it.</summary>
    internal void Expect(string text, int source)
    {
        _text = text;
        _source = source;
    }

    /// <summary>A node began to send a frame.</summary>
    internal void Transmitted(CityTransmission transmission)
    {
        nodes[transmission.Node] = nodes[transmission.Node] with { Transmissions = nodes[transmission.Node].Transmissions + 1 };
        observer?.Transmitted(transmission);
    }

    /// <summary>The ear at one node.</summary>
    internal INodeObserver At(int node, NodeApplication application) => new Ear(this, node, application);

    // What counts is what the node itself reads out of the alert, letter by letter.
    private void OnShown(int node, NodeApplication application, ShownText text, long nowMs)
    {
        if (text.Type != FrameType.Alert || nodes[node].VerifiedAtMs is not null || application.Texts.Read(text) != _text)
        {
            return;
        }

        bool isSource = node == _source;
        int? heardFrom = !isSource && _indexOf.TryGetValue(text.HeardFrom, out int index) ? index : null;
        int hops = isSource ? 0 : FrameHeader.MaxHops - text.HopsLeft + 1;
        nodes[node] = nodes[node] with { VerifiedAtMs = nowMs, HeardFrom = heardFrom, Hops = hops };
        observer?.Shown(node, nowMs, heardFrom, hops);
    }

    private sealed class Ear(CityNodes nodes, int node, NodeApplication application) : INodeObserver
    {
        public void OnShown(ShownText text, long nowMs) => nodes.OnShown(node, application, text, nowMs);
    }
}

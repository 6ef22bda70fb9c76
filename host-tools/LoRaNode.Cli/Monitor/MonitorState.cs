using LoRaNode.Host.Link;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Monitor;

/// <summary>Frames within one look at the counters.</summary>
/// <param name="Received">Received with a good check sum.</param>
/// <param name="Sent">Sent.</param>
internal readonly record struct TrafficSample(int Received, int Sent);

/// <summary>A text with the time at which the node began to show it.</summary>
/// <param name="Text">The text.</param>
/// <param name="ShownAt">When.</param>
/// <param name="ExpiresAt">When it goes.</param>
internal sealed record MonitorText(ReceivedText Text, DateTimeOffset ShownAt, DateTimeOffset ExpiresAt);

/// <summary>What is known of the node that is watched.</summary>
internal sealed class MonitorState
{
    /// <summary>Looks at the counters that are kept.</summary>
    internal const int MostSamples = 240;

    // A node shows fewer; what came and went while it was watched is kept up to here.
    private const int MostTexts = 100;

    private readonly List<TrafficSample> _traffic = [];
    private readonly List<MonitorText> _texts = [];
    private (uint Received, uint Sent)? _counted;

    /// <summary>Who the node is.</summary>
    internal NodeIdentification Identification { get; set; } = new();

    /// <summary>What it counts.</summary>
    internal NodeStatistics Statistics { get; private set; } = new();

    /// <summary>Whom it hears, the best heard first.</summary>
    internal IReadOnlyList<NeighbourEntry> Neighbours { get; private set; } = [];

    /// <summary>Frames within each look, the oldest first.</summary>
    internal IReadOnlyList<TrafficSample> Traffic => _traffic;

    /// <summary>What it shows or showed, the newest first.</summary>
    internal IReadOnlyList<MonitorText> Texts => _texts;

    /// <summary>Share of the airtime allowed that is used, 0 to 1.</summary>
    internal double AirShare => Statistics.AirtimeLimitMs == 0 ? 0 : Math.Min(1, (double)Statistics.AirtimeUsedMs / Statistics.AirtimeLimitMs);

    /// <summary>Takes a new look at the counters.</summary>
    internal void Take(NodeStatistics statistics)
    {
        // After a restart the counters begin anew.
        bool isNext = _counted is { } before && statistics.FramesReceived >= before.Received && statistics.FramesSent >= before.Sent;
        if (isNext)
        {
            _traffic.Add(new TrafficSample((int)(statistics.FramesReceived - _counted!.Value.Received), (int)(statistics.FramesSent - _counted.Value.Sent)));
        }

        if (_traffic.Count > MostSamples)
        {
            _traffic.RemoveAt(0);
        }

        _counted = (statistics.FramesReceived, statistics.FramesSent);
        Statistics = statistics;
    }

    /// <summary>Takes a new look at the neighbours.</summary>
    internal void Take(IReadOnlyList<NeighbourEntry> neighbours) => Neighbours = [.. neighbours.OrderByDescending(n => n.SnrQuarterDb).ThenBy(n => n.Address)];

    /// <summary>Takes a text. False when it is there already.</summary>
    internal bool Take(ReceivedText text, DateTimeOffset now)
    {
        TextEntry head = text.Head;
        if (_texts.Exists(t => t.Text.Head.Type == head.Type && t.Text.Head.Origin == head.Origin && t.Text.Head.Counter == head.Counter))
        {
            return false;
        }

        _texts.Add(new MonitorText(text, now.AddMilliseconds(-head.AgeMs), now.AddMilliseconds(head.LeftMs)));
        _texts.Sort((a, b) => b.ShownAt.CompareTo(a.ShownAt));
        if (_texts.Count > MostTexts)
        {
            _texts.RemoveAt(_texts.Count - 1);
        }

        return true;
    }
}

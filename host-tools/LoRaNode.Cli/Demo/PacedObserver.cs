using System.Diagnostics;
using LoRaNode.Simulator;

namespace LoRaNode.Cli.Demo;

/// <summary>
/// Gives a run the pace of the wall clock from the sending until every connected node shows the text and a little longer, or
/// until nothing new has happened for a while; what is before (nodes get to know each other) and after goes as fast as it can.
/// </summary>
internal sealed class PacedObserver(ICityObserver? view, CancellationToken cancellation) : ICityObserver
{
    // Long enough to see the last node light up and the air fall silent.
    private const long AfterLastMs = 3000;

    // When nothing has come to any node for so long, the rest is worth no waiting.
    private const long QuietMs = 30_000;

    // Short, so that Ctrl-C is felt at once.
    private const int LongestSleepMs = 50;

    private int _waiting;

    private long _sentAtMs = long.MaxValue;

    private long _endMs = long.MaxValue;

    private long _startedAt;

    public void Started(IReadOnlyList<CityNode> nodes, IReadOnlyList<CityLink> links, int source)
    {
        _waiting = nodes.Count(n => n.IsConnected);
        view?.Started(nodes, links, source);
    }

    public void Sent(long atMs)
    {
        _sentAtMs = atMs;
        _endMs = atMs + QuietMs;
        _startedAt = Stopwatch.GetTimestamp();
        view?.Sent(atMs);
    }

    public void Transmitted(CityTransmission transmission)
    {
        KeepPace(transmission.AtMs);
        view?.Transmitted(transmission);
    }

    public void Shown(int node, long atMs, int? heardFrom, int hops)
    {
        KeepPace(atMs);
        _endMs = atMs + (--_waiting == 0 ? AfterLastMs : QuietMs);

        view?.Shown(node, atMs, heardFrom, hops);
    }

    public void Advanced(long nowMs)
    {
        KeepPace(nowMs);
        view?.Advanced(nowMs);
    }

    private void KeepPace(long nowMs)
    {
        if (nowMs < _sentAtMs || nowMs > _endMs)
        {
            return;
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            double ahead = nowMs - _sentAtMs - Stopwatch.GetElapsedTime(_startedAt).TotalMilliseconds;
            if (ahead < 1)
            {
                return;
            }

            Thread.Sleep((int)Math.Min(ahead, LongestSleepMs));
        }
    }
}

using LoRaNode.Host.Keys;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>
/// Follows how many nodes have a text that was handed to a node: the node notes each growth in its log (<see cref="LogCode.Reached"/>),
/// which is read from where it stood before the text was handed over.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="opener">Opens its log.</param>
/// <param name="from">Number of its next record before the text was handed over; 0 when it was handed over some time ago.</param>
/// <param name="counter">The text's number at the node.</param>
public sealed class CoverageWatch(NodeClient node, LogOpener opener, uint from, uint counter)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private uint _next = from;

    /// <summary>Nodes known to have the text, the sending one not counted; null before the first receipt.</summary>
    public int? Reached { get; private set; }

    /// <summary>Reads what the node has noted since. Returns whether <see cref="Reached"/> grew.</summary>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        int? before = Reached;
        foreach (LogEntry entry in await node.ReadLogAsync(_next, null, cancellation).ConfigureAwait(false))
        {
            _next = entry.Number + 1;

            // Receipts of an older text may still come in.
            if (entry.Open(opener) is { Code: LogCode.Reached } record && (uint)record.A == counter)
            {
                Reached = Math.Max(Reached ?? 0, record.B);
            }
        }

        return Reached != before;
    }

    /// <summary>Nodes of the community that could have a text, without the one that sends it.</summary>
    public static int NodesBeside(Community community, ushort sender)
    {
        ArgumentNullException.ThrowIfNull(community);
        return community.Nodes.Count(n => !n.IsExcluded && n.Provisioned > 0 && n.Address != sender);
    }

    /// <summary>Follows until so many nodes have it or the time is over.</summary>
    /// <param name="nodes">Nodes that could have it.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="report">Told the nodes known to have it, at each look.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public async Task FollowAsync(int nodes, TimeSpan limit, Action<int> report, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(time);
        long start = time.GetTimestamp();
        while ((Reached ?? 0) < nodes && time.GetElapsedTime(start) < limit)
        {
            await LookAsync(cancellation).ConfigureAwait(false);
            report(Reached ?? 0);
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }
}

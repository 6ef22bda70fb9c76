using LoRaNode.Host.Keys;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>
/// Follows how many nodes have a text that was handed to a node: the node notes each growth in its log (<see cref="LogCode.Reached"/>),
/// which is read from where it stood before the text was handed over.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="opener">Opens its log.</param>
/// <param name="from">Number of its next record before the text was handed over.</param>
public sealed class CoverageWatch(NodeClient node, LogOpener opener, uint from)
{
    private uint _next = from;
    private int? _handle;

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
            if (entry.Open(opener) is { Code: LogCode.Reached } record)
            {
                // Receipts of an older text may still come in; the engine gives each its own number.
                _handle ??= record.A;
                if (record.A == _handle)
                {
                    Reached = Math.Max(Reached ?? 0, record.B);
                }
            }
        }

        return Reached != before;
    }
}

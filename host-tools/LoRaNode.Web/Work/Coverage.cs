using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Follows how many nodes have a text, as receipts come back to the node that sent it.</summary>
internal sealed class Coverage(CoverageWatch watch, int nodes)
{
    // Receipts are rare on purpose and may take a minute; whoever needs the node before that gets it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Prepares to follow a text that a node has just taken.</summary>
    /// <param name="community">The keys of the node's log.</param>
    /// <param name="client">The node.</param>
    /// <param name="node">Who it is.</param>
    /// <param name="from">Number of the log record from which on receipts may stand.</param>
    /// <param name="counter">The text's number at the node.</param>
    internal static Coverage Of(Community community, NodeClient client, NodeIdentification node, uint from, uint counter) => new(
        new CoverageWatch(client, new LogOpener(community.LogKey(community.Node(node.Address))), from, counter),
        CoverageWatch.NodesBeside(community, node.Address));

    /// <summary>Follows it until all have it, the time is over or somebody else wants the node.</summary>
    /// <param name="item">Told the progress.</param>
    /// <param name="note">Told the nodes that have it whenever there are more.</param>
    /// <param name="wanted">Cancelled when somebody else wants the node.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What is known in the end.</returns>
    internal async Task<Phrase> FollowAsync(WorkItem item, Action<int> note, CancellationToken wanted, CancellationToken cancellation)
    {
        if (nodes == 0)
        {
            return new Phrase("serve.coverage.alone");
        }

        int noted = 0;
        void Report(int known)
        {
            item.Progress((double)known / nodes, "alert.progress", known, nodes);
            if (known > noted)
            {
                note(known);
                noted = known;
            }
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(wanted, cancellation);
        try
        {
            await watch.FollowAsync(nodes, Limit, Report, TimeProvider.System, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It goes on spreading whether or not somebody watches.
        }

        return watch.Reached is { } reached ? new Phrase("alert.reached", reached, nodes) : new Phrase("alert.noreceipts", nodes);
    }
}

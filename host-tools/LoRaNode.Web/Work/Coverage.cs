using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Follows how many nodes have a text, as receipts come back to the node that sent it.</summary>
internal sealed class Coverage(CoverageWatch watch, int nodes)
{
    // The slowest deliveries in our simulated cities take 13 s; the node is free again after this.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Prepares to follow a text that a node has just taken.</summary>
    internal static Coverage Of(Community community, NodeClient client, NodeIdentification before, uint counter) => new(
        new CoverageWatch(client, new LogOpener(community.LogKey(community.Node(before.Address))), before.NextLogIndex, counter),
        CoverageWatch.NodesBeside(community, before.Address));

    /// <summary>Follows it until all have it or the time is over.</summary>
    /// <param name="item">Told the progress.</param>
    /// <param name="note">Told the nodes that have it whenever there are more.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What is known in the end.</returns>
    internal async Task<Phrase> FollowAsync(WorkItem item, Action<int> note, CancellationToken cancellation)
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

        await watch.FollowAsync(nodes, Limit, Report, TimeProvider.System, cancellation).ConfigureAwait(false);
        return watch.Reached is { } reached ? new Phrase("alert.reached", reached, nodes) : new Phrase("alert.noreceipts", nodes);
    }
}

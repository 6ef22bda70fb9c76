using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Hands a message to a node and, with the keys, follows how many nodes have it: receipts stand in the node's sealed log.</summary>
internal sealed class MessageWork(Desk desk, string port, Community? community)
{
    internal async Task<WorkResult> SendAsync(WorkItem item, GroupMessage message, CancellationToken cancellation)
    {
        using Community? keys = community;
        item.Step("serve.step.node", port);
        return await desk.Bench.UseAsync(port, community, async (client, wanted) =>
        {
            NodeIdentification node = await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
            (LinkStatus status, uint counter) = await client.SendMessageAsync(message.Payload, NodeClient.NewMessageId(), cancellation).ConfigureAwait(false);
            if (status != LinkStatus.Ok)
            {
                throw status == LinkStatus.NotProvisioned ? new UserError("alert.error.blank") : new UserError("alert.error.notsent", new TextArgument($"node.status.{status}"));
            }

            var sent = new WorkResult(new Phrase("message.sent"));
            if (community is null)
            {
                return sent;
            }

            item.Reach(sent);
            var coverage = Coverage.Of(community, client, node, node.NextLogIndex, counter);
            community.Dispose();
            Phrase reached = await coverage.FollowAsync(item, _ => { }, wanted, cancellation).ConfigureAwait(false);
            item.Step(reached.Key, [.. reached.Arguments]);
            return sent;
        }, cancellation).ConfigureAwait(false);
    }
}

using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Hands a message to a node and, with the passphrase, follows how many nodes have it: receipts stand in the node's sealed log.</summary>
internal sealed class MessageWork(Desk desk, string port, string? passphrase)
{
    internal async Task<WorkResult> SendAsync(WorkItem item, GroupMessage message, CancellationToken cancellation)
    {
        if (passphrase is not null)
        {
            item.Step("serve.step.keys");
        }

        using Community? community = passphrase is null ? null : desk.OpenCommunity(passphrase);
        item.Step("serve.step.node", port);
        return await desk.Bench.UseAsync(port, community, async client =>
        {
            NodeIdentification node = await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
            (LinkStatus status, uint counter) = await client.SendMessageAsync(message.Payload, cancellation).ConfigureAwait(false);
            if (status != LinkStatus.Ok)
            {
                throw status == LinkStatus.NotProvisioned ? new UserError("alert.error.blank") : new UserError("alert.error.notsent", status);
            }

            item.Step("message.sent");
            if (community is null)
            {
                return new WorkResult(new Phrase("message.sent"));
            }

            var coverage = Coverage.Of(community, client, node, counter);
            community.Dispose();
            return new WorkResult(await coverage.FollowAsync(item, _ => { }, cancellation).ConfigureAwait(false));
        }, cancellation).ConfigureAwait(false);
    }
}

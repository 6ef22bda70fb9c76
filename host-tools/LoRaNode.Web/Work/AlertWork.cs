using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Signs an alert, hands it to a node and follows how many nodes have it.</summary>
internal sealed class AlertWork(Desk desk, string port, Community community)
{
    /// <summary>Signs and sends.</summary>
    internal async Task<WorkResult> SendAsync(WorkItem item, AlertRequest request, string? text, byte issuer, int? number, CancellationToken cancellation)
    {
        using Community keys = community;
        using CommunityStore store = desk.OpenStore();
        IssuerEntry speaker = SpeakerOf(community, issuer);
        StoredAlert? earlier = number is { } known ? store.FindAlert(speaker.Slot, known) ?? throw new UserError("alert.error.number", known, speaker.Name) : null;
        var composed = ComposedAlert.Of(request, text, speaker.Slot, earlier?.Fields, store.Radio);
        composed.ThrowIfTooLong();

        // The node is asked first: without one no number is used up.
        return await HandOverAsync(item, store, () => composed.Sign(community, store, DateTimeOffset.UtcNow), isNew: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>Hands over an alert that was signed before.</summary>
    internal async Task<WorkResult> SendAgainAsync(WorkItem item, StoredAlert alert, CancellationToken cancellation)
    {
        using Community keys = community;
        using CommunityStore store = desk.OpenStore();
        return await HandOverAsync(item, store, () => alert, isNew: false, cancellation).ConfigureAwait(false);
    }

    private static IssuerEntry SpeakerOf(Community community, byte slot)
    {
        IReadOnlyList<IssuerEntry> usable = IssuerKeys.Usable(community);
        return usable.FirstOrDefault(i => i.Slot == slot)
            ?? throw (usable.Count == 0 ? new UserError("alert.error.noissuer") : new UserError("alert.error.issuer", slot, string.Join(", ", usable.Select(i => i.Name))));
    }

    private async Task<WorkResult> HandOverAsync(WorkItem item, CommunityStore store, Func<StoredAlert> sign, bool isNew, CancellationToken cancellation)
    {
        item.Step("serve.step.node", port);
        return await desk.Bench.UseAsync(port, community, async (client, wanted) =>
        {
            NodeIdentification node = await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
            if (!node.IsProvisioned)
            {
                throw new UserError("alert.error.blank");
            }

            StoredAlert alert = sign();
            item.Step("serve.step.verify", alert.Fields.Sequence);
            (uint? counter, TrustReason reason) = await AlertSender.HandOverAsync(client, node, store, alert, TimeProvider.System, cancellation).ConfigureAwait(false);
            if (counter is not { } taken)
            {
                throw new UserError("alert.error.refused", alert.Fields.Sequence, new TextArgument($"logs.reason.{reason}"));
            }

            NodeEntry sender = community.Node(node.Address);
            var sent = new Phrase("alert.sent", alert.Fields.Sequence, sender.Name);
            item.Reach(new WorkResult(sent));
            // Of an alert that was handed over before, receipts may stand in the log already.
            uint from = isNew ? node.NextLogIndex : 0;
            var coverage = Coverage.Of(community, client, node, from, taken);

            // What follows needs the log key of one node only.
            community.Dispose();
            Phrase reached = await coverage.FollowAsync(item, known => store.NoteReached(alert.Id, known), wanted, cancellation).ConfigureAwait(false);
            item.Step(reached.Key, [.. reached.Arguments]);
            return new WorkResult(sent);
        }, cancellation).ConfigureAwait(false);
    }
}

using LoRaNode.Core.Trust;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>Hands a signed alert to a node and waits until the node has checked it.</summary>
public static class AlertSender
{
    // A signature takes a board about a second; several may wait before ours.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Hands a noted alert to a node and notes what came of it.</summary>
    /// <param name="client">The node.</param>
    /// <param name="node">Who it is.</param>
    /// <param name="store">Where the alert is noted.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The alert's number at the node, or null and why the node refused it.</returns>
    /// <exception cref="UserError">The node has no keys, or did not decide in time.</exception>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<(uint? Counter, TrustReason Reason)> HandOverAsync(
        NodeClient client, NodeIdentification node, CommunityStore store, StoredAlert alert, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(time);
        (uint? counter, TrustReason reason) = await SendAsync(client, alert.Payload, time, cancellation).ConfigureAwait(false);
        if (counter is { } number)
        {
            store.NoteSent(alert.Id, node.Address, number, time.GetUtcNow());
        }
        else
        {
            store.NoteRefused(alert.Id);
        }

        return (counter, reason);
    }

    /// <summary>Sends an alert. The same bytes may be sent again: the node does nothing twice.</summary>
    /// <returns>The alert's number at the node, or null and why the node refused it.</returns>
    /// <exception cref="UserError">The node has no keys, or did not decide in time.</exception>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<(uint? Counter, TrustReason Reason)> SendAsync(NodeClient node, ReadOnlyMemory<byte> alert, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(time);
        long start = time.GetTimestamp();
        while (true)
        {
            (LinkStatus status, uint counter, byte reason) = await node.SendAlertAsync(alert, cancellation).ConfigureAwait(false);
            switch (status)
            {
                case LinkStatus.Ok:
                    return (counter, default);
                case LinkStatus.Refused:
                    return (null, (TrustReason)reason);
                case LinkStatus.Pending or LinkStatus.Busy when time.GetElapsedTime(start) < Limit:
                    await Task.Delay(AskAgain, time, cancellation).ConfigureAwait(false);
                    break;
                case LinkStatus.NotProvisioned:
                    throw new UserError("alert.error.blank");
                default:
                    throw new UserError("alert.error.notsent", new TextArgument($"node.status.{status}"));
            }
        }
    }
}

using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>Gives signed statements to a node, one after the other, and waits for the node's verdict on each.</summary>
public static class StatementPublisher
{
    // A signature takes a board about a second; several may wait before ours.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Publishes a statement.</summary>
    /// <returns>True when the node took and sent it; false when it or a newer one was known to the node.</returns>
    /// <exception cref="UserError">The node refused it or did not decide in time.</exception>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<bool> PublishAsync(NodeClient node, ReadOnlyMemory<byte> statement, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(time);
        long start = time.GetTimestamp();
        while (true)
        {
            (LinkStatus status, _, byte reason) = await node.SendTrustAsync(statement, cancellation).ConfigureAwait(false);
            switch (status)
            {
                case LinkStatus.Ok:
                    return true;
                case LinkStatus.Refused when (TrustReason)reason is TrustReason.AlreadyKnown or TrustReason.Superseded:
                    return false;
                case LinkStatus.Pending or LinkStatus.Busy when time.GetElapsedTime(start) < Limit:
                    await Task.Delay(AskAgain, time, cancellation).ConfigureAwait(false);
                    break;
                case LinkStatus.Refused:
                    throw new UserError("keys.error.statementrefused", new TextArgument($"logs.reason.{(TrustReason)reason}"));
                default:
                    throw new UserError("keys.error.notsent", new TextArgument($"node.status.{status}"));
            }
        }
    }
}

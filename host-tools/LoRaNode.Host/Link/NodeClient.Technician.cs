using System.Text;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;

namespace LoRaNode.Host.Link;

/// <content>What a technician asks of a node.</content>
public sealed partial class NodeClient
{
    // The node writes a record in each pass of its loop.
    private static readonly TimeSpan NotePause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SelfTestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks what is set at the node. The Wi-Fi password is not told.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<NodeSettings> SettingsAsync(CancellationToken cancellation)
    {
        LinkReply reply = await link.RequestAsync(LinkOperation.GetSettings, default, cancellation).ConfigureAwait(false);
        var settings = new NodeSettings();
        return reply.Status == LinkStatus.Ok && settings.TryRead(reply.Body, 0, reply.Body.Length) == SettingsFault.None
            ? settings
            : throw new LinkException(LinkFailure.Garbled);
    }

    /// <summary>Sets all of it; most of it holds from the next start on. Without a password in the settings the node keeps the one it has.</summary>
    /// <returns>How it ended, and what is wrong when it was refused.</returns>
    public async Task<(LinkStatus Status, SettingsFault Fault)> SetSettingsAsync(NodeSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        byte[] body = new byte[NodeSettings.MaxSize];
        int length = settings.Write(body, 0, withPassword: settings.HasPassword);
        LinkReply reply = await link.RequestAsync(LinkOperation.SetSettings, body.AsMemory(0, length), cancellation).ConfigureAwait(false);
        return (reply.Status, reply is { Status: LinkStatus.Refused, Body.Length: >= 1 } ? (SettingsFault)reply.Body[0] : SettingsFault.None);
    }

    /// <summary>Asks what the node counts.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<NodeStatistics> StatisticsAsync(CancellationToken cancellation)
    {
        LinkReply reply = await link.RequestAsync(LinkOperation.Statistics, default, cancellation).ConfigureAwait(false);
        var statistics = new NodeStatistics();
        return reply.Status == LinkStatus.Ok && statistics.TryRead(reply.Body, reply.Body.Length)
            ? statistics
            : throw new LinkException(LinkFailure.Garbled);
    }

    /// <summary>Asks whom the node hears.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<IReadOnlyList<NeighbourEntry>> NeighboursAsync(CancellationToken cancellation)
    {
        var neighbours = new List<NeighbourEntry>();
        while (neighbours.Count <= byte.MaxValue)
        {
            LinkReply reply = await link.RequestAsync(LinkOperation.Neighbours, new byte[] { (byte)neighbours.Count }, cancellation).ConfigureAwait(false);
            if (reply.Status != LinkStatus.Ok || reply.Body.Length % NeighbourEntry.Size != 0)
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            if (reply.Body.Length == 0)
            {
                break;
            }

            for (int at = 0; at < reply.Body.Length; at += NeighbourEntry.Size)
            {
                var neighbour = new NeighbourEntry();
                neighbour.Read(reply.Body, at);
                neighbours.Add(neighbour);
            }
        }

        return neighbours;
    }

    /// <summary>Lets the node test itself and waits for the end.</summary>
    /// <param name="onLine">Told each line of the report as it comes.</param>
    /// <param name="cancellation">Ends the waiting, not the test.</param>
    /// <returns>Checks passed and failed.</returns>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<(int Passed, int Failed)> SelfTestAsync(Action<string> onLine, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(onLine);
        int lines = 0;
        byte from = SelfTestReport.Start;
        while (true)
        {
            LinkReply reply = await link.RequestAsync(LinkOperation.SelfTest, new byte[] { from }, cancellation).ConfigureAwait(false);
            if (reply.Status != LinkStatus.Ok || reply.Body.Length < SelfTestReport.HeadSize)
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            string[] text = Encoding.UTF8.GetString(reply.Body.AsSpan(SelfTestReport.HeadSize)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (string line in text)
            {
                onLine(line);
            }

            lines += text.Length;
            from = (byte)lines;
            if (reply.Body[0] == 0 && text.Length == 0)
            {
                return (reply.Body[1], reply.Body[2]);
            }

            await Task.Delay(SelfTestPause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the node's log have its vital signs as they are now. Older firmware does not know how; its log then has none.</summary>
    public Task<LinkStatus> NoteVitalSignsAsync(CancellationToken cancellation) => UntilDoneAsync(LinkOperation.NoteVitalSigns, NotePause, cancellation);

    /// <summary>Lets the node send a beacon that asks all who hear it for theirs.</summary>
    public async Task<LinkStatus> ProbeAsync(CancellationToken cancellation) =>
        (await link.RequestAsync(LinkOperation.Probe, default, cancellation).ConfigureAwait(false)).Status;

    /// <summary>Restarts the node.</summary>
    public async Task<LinkStatus> RebootAsync(CancellationToken cancellation) =>
        (await link.RequestAsync(LinkOperation.Reboot, default, cancellation).ConfigureAwait(false)).Status;

    /// <summary>Erases the node, keys first, and restarts it.</summary>
    public async Task<LinkStatus> PanicAsync(CancellationToken cancellation) =>
        (await link.RequestAsync(LinkOperation.Panic, default, cancellation).ConfigureAwait(false)).Status;
}

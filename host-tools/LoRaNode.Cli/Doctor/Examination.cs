using LoRaNode.Cli.Node;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Radio;

namespace LoRaNode.Cli.Doctor;

/// <summary>Looks at this computer, at the community and at one node, and says of each thing how it stands and what to do.</summary>
internal sealed class Examination(CliContext context)
{
    // Where a technician should begin to think of a new certificate.
    private const int ExpiryWarningDays = 30;

    // A start every hour on average over this many starts says that the supply is weak, not that somebody switched the node off.
    private const int ManyBoots = 24;

    private readonly List<Finding> _findings = [];

    /// <summary>What was found so far, in the order in which it was looked at.</summary>
    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Cables and tools of this computer.</summary>
    internal void LookAtComputer()
    {
        UsbSerialPort[] boards = [.. UsbSerialPorts.Find().Where(p => p.Adapter is not null)];
        Add(boards.Length > 0 ? FindingLevel.Good : FindingLevel.Warning, "cable", boards.Length > 0
            ? context.Text("doctor.cable.good", string.Join(", ", boards.Select(b => $"{b.Path} ({b.Adapter})")))
            : context.Text("doctor.cable.none"));
        foreach (UsbSerialPort board in boards.Where(b => OperatingSystem.IsLinux() && !CanOpen(b.Path)))
        {
            Add(FindingLevel.Problem, "permissions", context.Text("doctor.permissions", board.Path));
        }

        bool hasNanoff = NanoffTool.Find() is not null;
        Add(hasNanoff ? FindingLevel.Good : FindingLevel.Warning, "nanoff", context.Text(hasNanoff ? "doctor.nanoff.good" : "node.error.nanoff"));
    }

    /// <summary>Keys and their terms.</summary>
    internal void LookAtCommunity(Community community, DateTimeOffset now)
    {
        Add(community.HasRoot ? FindingLevel.Warning : FindingLevel.Good, "root", context.Text(community.HasRoot ? "keys.show.root" : "doctor.root.good"));
        int usable = 0;
        foreach (IssuerEntry issuer in community.Issuers.Where(i => i.Revocation is null))
        {
            var certificate = new CertificatePayload();
            certificate.TryRead(issuer.Certificate, issuer.Certificate.Length);
            double days = (NetworkClock.OfMinutes(certificate.ValidUntilMinutes) - now).TotalDays;
            usable += days > 0 ? 1 : 0;
            if (days < ExpiryWarningDays)
            {
                Add(days > 0 ? FindingLevel.Warning : FindingLevel.Problem, "issuer", context.Text("doctor.issuer.expiry", issuer.Name, Math.Floor(days), issuer.Slot));
            }
        }

        Add(usable > 0 ? FindingLevel.Good : FindingLevel.Problem, "issuers", context.Text(usable > 0 ? "doctor.issuers.good" : "alert.error.noissuer", usable));
        using CommunityStore store = context.OpenStore(community.Folder);
        if (!store.Radio.Band.IsConfirmed)
        {
            Add(FindingLevel.Warning, "region", context.Text("doctor.region", store.Radio.Band.Code));
        }

        foreach (StoredNode node in store.Nodes().Where(n => n.State != NodeState.Verified))
        {
            Add(FindingLevel.Warning, "provisioning", context.Text("doctor.unfinished", node.Name));
        }
    }

    /// <summary>One node at its cable.</summary>
    internal async Task LookAtNodeAsync(string port, Community? community, CancellationToken cancellation)
    {
        try
        {
            await NodePort.UseAsync(port, async client =>
            {
                NodeIdentification node = await client.IdentifyAsync(cancellation);
                Add(FindingLevel.Good, "link", context.Text("doctor.link.good", port));
                Judge(node, community);
                await LookAtTrafficAsync(client, node, community, cancellation);
                return true;
            });
        }
        catch (UserError e)
        {
            Add(FindingLevel.Problem, "link", e.In(context.Language));
        }
    }

    private static bool CanOpen(string path)
    {
        try
        {
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // Busy or gone: asking the node tells that better.
            return true;
        }
    }

    private void Judge(NodeIdentification node, Community? community)
    {
        bool isSame = node.Version == NodeIdentification.LinkVersion;
        Add(isSame ? FindingLevel.Good : FindingLevel.Problem, "firmware", context.Text(isSame ? "doctor.firmware.good" : "doctor.firmware.other", node.Version, NodeIdentification.LinkVersion));
        Add(node.Radio == RadioStatus.Ok ? FindingLevel.Good : FindingLevel.Problem, "radio", context.Text("doctor.radio", context.Text($"node.radio.{node.Radio}")));
        if (!node.IsProvisioned)
        {
            Add(FindingLevel.Problem, "credentials", context.Text("alert.error.blank"));
        }
        else if (community is not null)
        {
            NodeEntry? entry = community.Nodes.FirstOrDefault(n => n.Address == node.Address && !n.IsExcluded);
            Add(entry is null ? FindingLevel.Problem : FindingLevel.Good, "credentials", entry is null
                ? context.Text("doctor.credentials.other", node.Address)
                : context.Text("doctor.credentials.good", entry.Name));
            if (entry is not null && node.Epoch != (uint)community.Epoch)
            {
                Add(FindingLevel.Problem, "epoch", context.Text("doctor.epoch", node.Epoch, community.Epoch));
            }
        }

        double hours = TimeSpan.FromMilliseconds(node.UptimeMs).TotalHours;
        if (node.Boots >= ManyBoots && hours < 1)
        {
            Add(FindingLevel.Warning, "boots", context.Text("doctor.boots", node.Boots));
        }
    }

    private async Task LookAtTrafficAsync(NodeClient client, NodeIdentification node, Community? community, CancellationToken cancellation)
    {
        NodeEntry? entry = community?.Nodes.FirstOrDefault(n => n.Address == node.Address);
        var opener = entry is null ? null : new LogOpener(community!.LogKey(entry));
        IReadOnlyList<LogEntry> log = await client.ReadLogAsync(0, null, cancellation);
        LogCode[] codes = [.. log.Select(e => e.Open(opener)).OfType<LogRecord>().Select(r => r.Code)];
        int storage = codes.Count(c => c == LogCode.StorageFailed);
        int radio = codes.Count(c => c is LogCode.RadioRecovered or LogCode.RadioFailed);
        if (storage > 0)
        {
            Add(FindingLevel.Problem, "storage", context.Text("doctor.storage", storage));
        }

        if (radio > 0)
        {
            Add(FindingLevel.Warning, "radio", context.Text("doctor.radio.restarts", radio));
        }
    }

    private void Add(FindingLevel level, string subject, string text) => _findings.Add(new Finding(level, subject, text));
}

using System.Globalization;
using System.Text;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Node;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Settings;
using LoRaNode.Radio;

namespace LoRaNode.Cli.Doctor;

/// <summary>Looks at one node at its cable.</summary>
/// <param name="context">Surroundings of the command.</param>
/// <param name="findings">Where to note what is found.</param>
/// <param name="community">The keys; null without a community.</param>
/// <param name="store">The community's database; null without a community.</param>
internal sealed class NodeExamination(CliContext context, FindingList findings, Community? community, CommunityStore? store)
{
    // A start every hour on average over this many starts says that the supply is weak, not that somebody switched the node off.
    private const int ManyBoots = 24;

    // Statements of the time are made by hand: minutes apart are usual.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Looks at everything.</summary>
    internal async Task LookAsync(NodeClient client, string port, TimeSpan radioTest, CancellationToken cancellation)
    {
        NodeIdentification node = await client.IdentifyAsync(cancellation);
        findings.Good("link", "doctor.link.good", port);
        if (!LookAtFirmware(node))
        {
            return;
        }

        NodeSettings settings = await client.SettingsAsync(cancellation);
        LookAtBoard(node, settings);
        NodeEntry? entry = LookAtCredentials(node);
        LookAtRegion(node, settings);
        if (node.IsProvisioned && node.IsRegionKnown)
        {
            LookAtClock(await client.StatisticsAsync(cancellation));
            await new AntennaExamination(findings).LookAsync(client, settings, Others(node), radioTest, cancellation);
        }

        await LookAtLogAsync(client, entry, cancellation);
    }

    /// <summary>False when the tool cannot ask it anything else.</summary>
    private bool LookAtFirmware(NodeIdentification node)
    {
        var has = new Version(node.FirmwareMajor, node.FirmwareMinor, node.FirmwarePatch);
        var own = new Version(FirmwareVersion.Major, FirmwareVersion.Minor, FirmwareVersion.Patch);
        if (node.Version != NodeIdentification.LinkVersion)
        {
            findings.Problem("firmware", "doctor.firmware.other", node.Version, NodeIdentification.LinkVersion);
            return false;
        }

        if (has < own)
        {
            findings.Problem("firmware", "doctor.firmware.old", has, own);
        }
        else if (has > own)
        {
            findings.Warning("firmware", "doctor.firmware.new", has, own);
        }
        else
        {
            findings.Good("firmware", "doctor.firmware.good", has);
        }

        return true;
    }

    private void LookAtBoard(NodeIdentification node, NodeSettings settings)
    {
        string id = Convert.ToHexStringLower(node.BoardId);
        if (settings.Board.Length > 0)
        {
            findings.Good("board", "doctor.board.named", id, Encoding.UTF8.GetString(settings.Board));
        }
        else
        {
            findings.Good("board", "doctor.board.found", id);
        }

        findings.Add(
            node.Radio == RadioStatus.Ok ? FindingLevel.Good : FindingLevel.Problem,
            "radio",
            context.Text("doctor.radio", context.Text($"node.radio.{node.Radio}")));
        if (node.Boots >= ManyBoots && TimeSpan.FromMilliseconds(node.UptimeMs).TotalHours < 1)
        {
            findings.Warning("boots", "doctor.boots", node.Boots);
        }
    }

    private NodeEntry? LookAtCredentials(NodeIdentification node)
    {
        if (!node.IsProvisioned)
        {
            findings.Problem("credentials", "alert.error.blank");
            return null;
        }

        if (community is null)
        {
            return null;
        }

        NodeEntry? entry = community.Nodes.FirstOrDefault(n => n.Address == node.Address && !n.IsExcluded);
        if (entry is null)
        {
            findings.Problem("credentials", "doctor.credentials.other", node.Address);
            return null;
        }

        findings.Good("credentials", "doctor.credentials.good", entry.Name);
        if (node.Epoch != (uint)community.Epoch)
        {
            findings.Problem("epoch", "doctor.epoch", node.Epoch, community.Epoch);
        }

        return entry;
    }

    private void LookAtRegion(NodeIdentification node, NodeSettings settings)
    {
        string megahertz = (settings.Radio.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture);
        if (!node.IsRegionKnown)
        {
            // A blank node gets its region with its keys.
            if (node.IsProvisioned)
            {
                findings.Problem("region", "doctor.region.none");
            }
        }
        else if (store is not null && !RadioSetup.Fits(settings, store.Radio))
        {
            findings.Problem("region", "doctor.region.other", megahertz, (store.Radio.Settings.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture));
        }
        else if (store is not null)
        {
            findings.Good("region", "doctor.region.good", megahertz, store.Radio.Band.Code);
        }
    }

    private void LookAtClock(NodeStatistics statistics)
    {
        TimeSpan behind = DateTimeOffset.UtcNow - NetworkClock.OfSeconds(statistics.NetworkSeconds);
        string much = behind.Duration().ToString(behind.Duration().TotalDays >= 1 ? @"d\.hh\:mm" : @"hh\:mm", CultureInfo.InvariantCulture);
        if (behind < -ClockTolerance)
        {
            findings.Problem("clock", "doctor.clock.ahead", much);
        }
        else if (behind > ClockTolerance)
        {
            findings.Warning("clock", "doctor.clock.behind", much);
        }
        else
        {
            findings.Good("clock", "doctor.clock.good");
        }
    }

    private NodeEntry[] Others(NodeIdentification node) =>
        community?.Nodes.Where(n => !n.IsExcluded && n.Provisioned > 0 && n.Address != node.Address).ToArray() ?? [];

    private async Task LookAtLogAsync(NodeClient client, NodeEntry? entry, CancellationToken cancellation)
    {
        var opener = entry is null ? null : new LogOpener(community!.LogKey(entry));
        IReadOnlyList<LogEntry> log = await client.ReadLogAsync(0, null, cancellation);
        LogCode[] codes = [.. log.Select(e => e.Open(opener)).OfType<LogRecord>().Select(r => r.Code)];
        int storage = codes.Count(c => c == LogCode.StorageFailed);
        int radio = codes.Count(c => c is LogCode.RadioRecovered or LogCode.RadioFailed);
        if (storage > 0)
        {
            findings.Problem("storage", "doctor.storage", storage);
        }

        if (radio > 0)
        {
            findings.Warning("radio", "doctor.radio.restarts", radio);
        }
    }
}

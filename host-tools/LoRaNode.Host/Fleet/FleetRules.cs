using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;

namespace LoRaNode.Host.Fleet;

/// <summary>The rules by which nodes are judged. Each gives at most one finding for a node.</summary>
public static class FleetRules
{
    /// <summary>A log that was not read for so long is old.</summary>
    public static readonly TimeSpan OldLog = TimeSpan.FromDays(7);

    /// <summary>Restarts are counted over this time.</summary>
    public static readonly TimeSpan RestartWindow = TimeSpan.FromDays(7);

    /// <summary>So many lost powers are no coincidence.</summary>
    public const int ManyPowerLosses = 3;

    /// <summary>Used airtime above this part of what is allowed leaves no room for a bad day, and above the other one for no day.</summary>
    public const double BusyAir = 0.5;

    /// <summary>See <see cref="BusyAir"/>.</summary>
    public const double FullAir = 0.8;

    /// <summary>A battery that came down to this charge in percent saves: the node is not there for others.</summary>
    public const int LowCharge = 25;

    /// <summary>A battery that is empty within so many days is urgent; within <see cref="SoonDays"/> it is to be planned for.</summary>
    public const double UrgentDays = 7;

    /// <summary>See <see cref="UrgentDays"/>.</summary>
    public const double SoonDays = 45;

    /// <summary>A link whose two ways differ by this much on the median of all links of a node: its antenna, cable or place.</summary>
    public const double UnevenDb = 6;

    // Two ways of one link are not the same noise: fewer links say little about a node.
    private const int LeastUnevenLinks = 2;

    private static readonly TimeSpan NoInputWindow = TimeSpan.FromDays(3);

    /// <summary>Judges all nodes.</summary>
    /// <returns>What was found, the most urgent first: by severity, then by how many are affected.</returns>
    public static IReadOnlyList<Finding> Judge(IReadOnlyList<FleetNode> nodes, FleetLinks links, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(options);
        var findings = new List<Finding>();
        int epoch = nodes.Select(n => n.History.Epoch).DefaultIfEmpty().Max();
        foreach (FleetNode node in nodes)
        {
            if (node.Site is null)
            {
                findings.Add(new Finding(FindingKind.NoSite, Severity.Note, node.Index));
            }

            if (node.History.Records == 0)
            {
                findings.Add(new Finding(FindingKind.NeverRead, links.NeighboursOf(node.Index).Count > 0 ? Severity.Note : Severity.Warning, node.Index));
                continue;
            }

            // A battery that is empty needs no forecast.
            findings.AddRange(new[]
            {
                Age(node, options), Epoch(node, epoch), OneWay(node, links) ?? Uneven(node, links), BatteryLevel(node) ?? BatteryFall(node), Input(node, options), Air(node),
                Power(node, options), Empty(node, options), Firmware(node, options), Radio(node), Storage(node), Forged(node),
            }.OfType<Finding>());
        }

        findings.AddRange(Network(nodes, links));
        return [.. findings.OrderByDescending(f => f.Severity).ThenByDescending(f => f.Weight).ThenBy(f => f.Kind).ThenBy(f => f.Node)];
    }

    private static IEnumerable<Finding> Network(IReadOnlyList<FleetNode> nodes, FleetLinks links)
    {
        foreach (SinglePoint point in links.SinglePoints)
        {
            yield return new Finding(
                FindingKind.SinglePoint, point.CutsOff.Count > 1 ? Severity.Critical : Severity.Warning, point.Node, point.CutsOff.Count, point.CutsOff, point.CutsOff.Count);
        }

        // Without any notes on neighbours nothing can be said of a network.
        if (links.All.Count == 0)
        {
            yield break;
        }

        foreach (FleetNode node in nodes)
        {
            FleetLink[] own = [.. links.All.Where(l => l.From == node.Index || l.To == node.Index)];
            if (node.History.Records == 0)
            {
                // Said already: never read.
                continue;
            }

            if (own.Length == 0)
            {
                yield return new Finding(FindingKind.NotHeard, Severity.Critical, node.Index);
            }
            else if (node.Part > 0 && links.Parts[node.Part][0] == node.Index)
            {
                yield return new Finding(FindingKind.Apart, Severity.Critical, node.Index, links.Parts[node.Part].Count, [.. links.Parts[node.Part].Skip(1)]);
            }
            else if (links.NeighboursOf(node.Index).Count == 1 && own.Where(l => l.IsUsable).All(l => l.Quality == 0))
            {
                FleetLink only = own.First(l => l.IsUsable);
                yield return new Finding(FindingKind.WeakLink, Severity.Warning, node.Index, 1, [only.From == node.Index ? only.To : only.From], only.SnrDb);
            }
        }
    }

    private static Finding? Age(FleetNode node, FleetOptions options) =>
        node.History.NewestAt is { } at && options.Now - at > OldLog
            ? new Finding(FindingKind.LogOld, Severity.Note, node.Index, Value: Math.Floor((options.Now - at).TotalDays))
            : null;

    private static Finding? Epoch(FleetNode node, int newest) =>
        node.History.Epoch != 0 && node.History.Epoch < newest
            ? new Finding(FindingKind.EpochBehind, Severity.Critical, node.Index, Value: node.History.Epoch, SecondValue: newest)
            : null;

    /// <summary>Links that go one way only, and always the same way.</summary>
    private static Finding? OneWay(FleetNode node, FleetLinks links)
    {
        bool[] hears = [.. links.All.Where(l => l.IsOneWay && l.Quality > 0 && (l.From == node.Index || l.To == node.Index)).Select(l => (l.From == node.Index ? l.FromHearsDb : l.ToHearsDb) is not null)];
        if (hears.Length < LeastUnevenLinks || hears.Distinct().Count() > 1)
        {
            return null;
        }

        return new Finding(hears[0] ? FindingKind.Mute : FindingKind.Deaf, Severity.Critical, node.Index, Value: hears.Length);
    }

    private static Finding? Uneven(FleetNode node, FleetLinks links)
    {
        double[] differences =
        [
            .. links.All.Where(l => l.FromHearsDb is not null && l.ToHearsDb is not null && (l.From == node.Index || l.To == node.Index))
                .Select(l => (l.From == node.Index ? 1 : -1) * (l.FromHearsDb!.Value - l.ToHearsDb!.Value)),
        ];
        if (differences.Length < LeastUnevenLinks)
        {
            return null;
        }

        double median = BatteryTrend.Median(differences);
        return Math.Abs(median) < UnevenDb
            ? null
            : new Finding(median < 0 ? FindingKind.HearsPoorly : FindingKind.HeardPoorly, Severity.Warning, node.Index, Value: Math.Abs(median));
    }

    private static Finding? BatteryLevel(FleetNode node)
    {
        if (node.Trend.Days.Count == 0)
        {
            return null;
        }

        int lowest = node.Trend.Days.TakeLast(2).Min(d => d.LowestMillivolts);
        int charge = BatteryCurve.Percent(lowest);
        return charge >= LowCharge
            ? null
            : new Finding(FindingKind.BatteryLow, lowest <= PowerPolicy.FullTransmitMillivolts ? Severity.Critical : Severity.Warning, node.Index, Value: lowest, SecondValue: charge);
    }

    private static Finding? BatteryFall(FleetNode node) => node.Trend.DaysToEmpty is { } days && days <= SoonDays
        ? new Finding(
            FindingKind.BatteryFalling, days <= UrgentDays ? Severity.Critical : Severity.Warning, node.Index, Value: Math.Round(-node.Trend.MillivoltsPerDay!.Value), SecondValue: Math.Floor(days))
        : null;

    private static Finding? Input(FleetNode node, FleetOptions options)
    {
        BatterySample[] recent = [.. node.History.Battery.Where(b => options.Now - b.At < NoInputWindow)];
        bool isWholeWindow = node.History.Battery.Count > 0 && options.Now - node.History.Battery[0].At > TimeSpan.FromDays(1);
        return isWholeWindow && recent.Length > 0 && recent.All(b => b.InputMillivolts is >= 0 and < PowerPolicy.FeedingMillivolts)
            ? new Finding(FindingKind.NoInput, Severity.Warning, node.Index)
            : null;
    }

    private static Finding? Air(FleetNode node)
    {
        AirtimeSample most = node.History.Airtime.OrderByDescending(a => a.Share).FirstOrDefault();
        return most.Share < BusyAir
            ? null
            : new Finding(FindingKind.AirtimeFull, most.Share >= FullAir ? Severity.Critical : Severity.Warning, node.Index, Value: Math.Round(100 * most.Share));
    }

    private static Finding? Power(FleetNode node, FleetOptions options)
    {
        int losses = Restarts(node, options, RestartReason.None);
        return losses < ManyPowerLosses ? null : new Finding(FindingKind.PowerLost, Severity.Warning, node.Index, Value: losses);
    }

    private static Finding? Empty(FleetNode node, FleetOptions options)
    {
        int times = Restarts(node, options, RestartReason.BatteryEmpty);
        return times == 0 ? null : new Finding(FindingKind.RanEmpty, Severity.Critical, node.Index, Value: times);
    }

    private static Finding? Firmware(FleetNode node, FleetOptions options)
    {
        int times = Restarts(node, options, RestartReason.Stuck) + Restarts(node, options, RestartReason.Failed);
        return times == 0 ? null : new Finding(FindingKind.FirmwareFailed, Severity.Warning, node.Index, Value: times);
    }

    private static int Restarts(FleetNode node, FleetOptions options, RestartReason reason) =>
        node.History.Boots.Count(b => b.Boot > 1 && b.Reason == reason && options.Now - b.At < RestartWindow);

    private static Finding? Radio(FleetNode node) =>
        node.History.RadioFailures == 0 ? null : new Finding(FindingKind.RadioFailed, Severity.Critical, node.Index, Value: node.History.RadioFailures);

    private static Finding? Storage(FleetNode node) =>
        node.History.StorageFailures == 0 ? null : new Finding(FindingKind.StorageFailed, Severity.Warning, node.Index, Value: node.History.StorageFailures);

    private static Finding? Forged(FleetNode node) =>
        node.History.AlertsForged == 0 ? null : new Finding(FindingKind.Forged, Severity.Warning, node.Index, Value: node.History.AlertsForged);
}

using LoRaNode.Node.EventLoop;

namespace LoRaNode.Host.Fleet;

/// <summary>The battery between two notes of a node.</summary>
/// <param name="At">When it was noted.</param>
/// <param name="LowestMillivolts">Lowest voltage.</param>
/// <param name="HighestMillivolts">Highest voltage.</param>
/// <param name="InputMillivolts">Highest voltage of panel or USB; 0 for none, -1 when the board cannot tell.</param>
public readonly record struct BatterySample(DateTimeOffset At, int LowestMillivolts, int HighestMillivolts, int InputMillivolts);

/// <summary>Airtime between two notes of a node.</summary>
/// <param name="At">When it was noted.</param>
/// <param name="UsedMs">Most that was used within an hour, in milliseconds.</param>
/// <param name="LimitMs">What is allowed in an hour, in milliseconds.</param>
public readonly record struct AirtimeSample(DateTimeOffset At, int UsedMs, int LimitMs)
{
    /// <summary>Used part of what is allowed, 0 to 1.</summary>
    public double Share => LimitMs > 0 ? (double)UsedMs / LimitMs : 0;
}

/// <summary>A node's place among the others.</summary>
/// <param name="At">When it was noted.</param>
/// <param name="Neighbours">Neighbours heard lately.</param>
/// <param name="IsBackbone">True when others rely on it to relay.</param>
public readonly record struct StandingSample(DateTimeOffset At, int Neighbours, bool IsBackbone);

/// <summary>How a node heard a neighbour.</summary>
/// <param name="At">When it was noted.</param>
/// <param name="Address">The neighbour.</param>
/// <param name="SnrDb">Mean signal-to-noise ratio in decibels.</param>
/// <param name="Quality">Quality of the link, 0 (worst) to 3.</param>
/// <param name="Firsts">Alerts and messages that came from it first since the note before.</param>
public readonly record struct NeighbourSample(DateTimeOffset At, ushort Address, double SnrDb, int Quality, int Firsts);

/// <summary>A start of a node.</summary>
/// <param name="At">When.</param>
/// <param name="Boot">Its number.</param>
/// <param name="Reason">Why the node restarted itself; <see cref="RestartReason.None"/> for lost power or the reset button.</param>
/// <param name="Stage">What it was doing then.</param>
public readonly record struct BootSample(DateTimeOffset At, int Boot, RestartReason Reason, LoopStage Stage);

/// <summary>What the log of one node tells, oldest first.</summary>
public sealed class NodeHistory
{
    /// <summary>Records that were read.</summary>
    public int Records { get; internal set; }

    /// <summary>When the newest record was written; null without any.</summary>
    public DateTimeOffset? NewestAt { get; internal set; }

    /// <summary>Battery.</summary>
    public List<BatterySample> Battery { get; } = [];

    /// <summary>Airtime.</summary>
    public List<AirtimeSample> Airtime { get; } = [];

    /// <summary>Standing.</summary>
    public List<StandingSample> Standing { get; } = [];

    /// <summary>Neighbours, several for each note.</summary>
    public List<NeighbourSample> Neighbours { get; } = [];

    /// <summary>Starts.</summary>
    public List<BootSample> Boots { get; } = [];

    /// <summary>Alerts shown.</summary>
    public int AlertsShown { get; internal set; }

    /// <summary>Alerts refused for a wrong signature: forged ones.</summary>
    public int AlertsForged { get; internal set; }

    /// <summary>Times at which the radio failed and could not be set up anew.</summary>
    public int RadioFailures { get; internal set; }

    /// <summary>Times at which the medium refused a write.</summary>
    public int StorageFailures { get; internal set; }

    /// <summary>Key epoch noted last; 0 when none was.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Brings the notes into the order of time: a node that moved to another board has several logs.</summary>
    internal void Order()
    {
        Battery.Sort((a, b) => a.At.CompareTo(b.At));
        Airtime.Sort((a, b) => a.At.CompareTo(b.At));
        Standing.Sort((a, b) => a.At.CompareTo(b.At));
        Neighbours.Sort((a, b) => a.At.CompareTo(b.At));
        Boots.Sort((a, b) => a.At.CompareTo(b.At));
    }

    /// <summary>The notes on neighbours that were written last, one for each neighbour.</summary>
    public IEnumerable<NeighbourSample> NewestNeighbours() =>
        Standing.Count == 0 ? [] : Neighbours.Where(n => n.At >= Standing[^1].At.AddMinutes(-1));
}

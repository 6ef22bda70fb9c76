using LoRaNode.Core.Relay;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.EventLoop;

/// <summary>
/// When the radio listens in each state of the battery (the times are those of <see cref="PowerPlan"/>): in windows that open by the rhythm
/// that neighbours share, so that those who save power are awake together. What is missed meanwhile is told when a window opens.
/// <para>
/// Whoever has not heard the others' rhythm yet may have windows apart from theirs. So now and then a node listens from one mark to the
/// next without a pause: within that time every other tells its rhythm. That is done when saving begins and nobody was heard, and from
/// then on more often by who is alone.
/// </para>
/// </summary>
public sealed class ListenSchedule
{
    /// <summary>Length of a search for others: one of each neighbourhood speaks at every mark.</summary>
    public const long SearchMs = RelayRhythm.MarkMs + RelayRhythm.GuardMs + RelayRhythm.SpreadMs;

    /// <summary>From one search to the next of a node that hears nobody's rhythm, in milliseconds.</summary>
    public const long SearchAloneMs = 4L * 3600 * 1000;

    /// <summary>The same of one that hears others, for those whom none of them hears, in milliseconds.</summary>
    public const long SearchAmongOthersMs = 24L * 3600 * 1000;

    // A rhythm is heard at marks; whoever has missed several is alone.
    private const long CompanyMs = 6 * RelayRhythm.MarkMs;

    private readonly RelayRhythm _rhythm;
    private PowerState _state;
    private long _searchedMs = long.MinValue / 2;

    /// <summary>Creates a schedule for a node that listens all the time.</summary>
    /// <param name="rhythm">The rhythm that its relay engine tells and hears.</param>
    public ListenSchedule(RelayRhythm rhythm)
    {
        _rhythm = rhythm;
    }

    /// <summary>The state of the battery has changed.</summary>
    public void Enter(PowerState state, long nowMs)
    {
        if (_state == PowerState.Full && state != PowerState.Full)
        {
            // Until now it heard everybody.
            _searchedMs = IsAlone(nowMs) ? nowMs : nowMs - SearchMs;
        }

        _state = state;
        _rhythm.IsSaver = IsSaving;
    }

    /// <summary>True while the radio is to listen.</summary>
    public bool IsOpen(long nowMs)
    {
        if (!IsSaving)
        {
            return true;
        }

        if (nowMs - _searchedMs >= (IsAlone(nowMs) ? SearchAloneMs : SearchAmongOthersMs))
        {
            _searchedMs = nowMs;
        }

        return nowMs - _searchedMs < SearchMs || Since(nowMs) < OpenMs;
    }

    /// <summary>When that may change next, in monotonic milliseconds.</summary>
    public long NextChangeMs(long nowMs)
    {
        if (!IsSaving)
        {
            return long.MaxValue;
        }

        int since = Since(nowMs);
        return nowMs - since + (since < OpenMs ? OpenMs : _state == PowerState.Saving ? PowerPlan.SavingPeriodMs : PowerPlan.BeaconPeriodMs);
    }

    private bool IsSaving
    {
        get { return _state == PowerState.Saving || _state == PowerState.BeaconOnly; }
    }

    private bool IsAlone(long nowMs)
    {
        return nowMs - _rhythm.HeardMs > CompanyMs;
    }

    private int Since(long nowMs)
    {
        return _state == PowerState.Saving ? _rhythm.SinceOpening(nowMs) : _rhythm.SinceMark(nowMs);
    }

    private int OpenMs
    {
        get { return _state == PowerState.Saving ? PowerPlan.SavingListenMs : PowerPlan.BeaconListenMs; }
    }
}

using LoRaNode.Node.Power;

namespace LoRaNode.Node.EventLoop;

/// <summary>
/// When the radio listens in each state of the battery (the times are those of <see cref="PowerPlan"/>). What is missed meanwhile comes by
/// repair after the next window opens.
/// </summary>
public sealed class ListenSchedule
{
    private long _sinceMs;
    private PowerState _state;

    /// <summary>The state of the battery has changed: a window begins.</summary>
    public void Enter(PowerState state, long nowMs)
    {
        _state = state;
        _sinceMs = nowMs;
    }

    /// <summary>True while the radio is to listen.</summary>
    public bool IsOpen(long nowMs)
    {
        long period = PeriodMs;
        return period == 0 || (nowMs - _sinceMs) % period < OpenMs;
    }

    /// <summary>When that changes next, in monotonic milliseconds.</summary>
    public long NextChangeMs(long nowMs)
    {
        long period = PeriodMs;
        if (period == 0)
        {
            return long.MaxValue;
        }

        long at = (nowMs - _sinceMs) % period;
        return nowMs - at + (at < OpenMs ? OpenMs : period);
    }

    private long PeriodMs
    {
        get
        {
            return _state == PowerState.Saving ? PowerPlan.SavingPeriodMs
                : _state == PowerState.BeaconOnly ? PowerPlan.BeaconPeriodMs
                : 0;
        }
    }

    private long OpenMs
    {
        get { return _state == PowerState.Saving ? PowerPlan.SavingListenMs : PowerPlan.BeaconListenMs; }
    }
}

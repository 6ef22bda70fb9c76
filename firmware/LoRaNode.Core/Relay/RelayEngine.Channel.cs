using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// What activity detection and received frames say of the channel, and the order in which those who waited for it go on.
public sealed partial class RelayEngine
{
    // The channel was in use when this node wanted it, and has not been found free since.
    private bool _wasBusy;

    // Whoever sends without end must not keep this node from sending: after the one time it contends no more for the other.
    private const int LongestContentionMs = 4_000;
    private const int ContentionPauseMs = 2_000;

    private long _contendingSinceMs = -LongestContentionMs - ContentionPauseMs;

    /// <summary>The channel is free: ask <see cref="Next"/> at once.</summary>
    public void OnChannelClear(long nowMs)
    {
        if (_radio != RadioState.Detecting)
        {
            return;
        }

        EndLook(false, nowMs);
        if (_wasBusy && _detectingSlot != LookDue)
        {
            // Whoever read the frame that has just ended goes on by rank, from its end; who only noticed it comes after them.
            _wasBusy = false;
            _radio = RadioState.Idle;
            _quietUntilMs = nowMs + AfterBusyMs() + YieldMs(_detectingPriority);
            return;
        }

        _radio = RadioState.Clear;
        _radioUntilMs = nowMs;
    }

    /// <summary>The channel is in use, or a frame is being received.</summary>
    public void OnChannelBusy(long nowMs)
    {
        if (_radio == RadioState.Detecting)
        {
            _radio = RadioState.Idle;
            _wasBusy = true;
            _quietUntilMs = nowMs + SlotMs + YieldMs(_detectingPriority) + _random.Next(3 * SlotMs);
            if (_detectingSlot == BeaconDue || _detectingSlot == SummaryDue || (_detectingSlot == WantDue && !IsQuickWant))
            {
                // Most likely a wave: what has time must not meet the relays that go on when this frame ends.
                PostponeLocal(nowMs, nowMs + RelayTiming.WaveSpreadMs + _random.Next(RelayTiming.WaveSpreadMs));
            }

            EndLook(true, nowMs);
            HoldRepetition(_detectingSlot, nowMs);
        }
    }

    /// <summary>
    /// A frame has ended, readable or not, so the channel is known to be free now: what waited for it contends anew, after those to whom
    /// the frame gives a rank. Without this all who waited would go on at times drawn during the frame, and meet the ranks.
    /// </summary>
    private void OnFrameEnd(long nowMs)
    {
        if (nowMs - _contendingSinceMs > LongestContentionMs + ContentionPauseMs)
        {
            _contendingSinceMs = nowMs;
        }

        if (nowMs - _contendingSinceMs > LongestContentionMs)
        {
            return;
        }

        _wasBusy = false;
        _quietUntilMs = nowMs;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] == ItemState.Held && _store.DueMs[i] < nowMs)
            {
                _store.DueMs[i] = nowMs + AfterBusyMs() + YieldMs(FramePriority.Of(_store.Type[i]));
            }
        }
    }

    private int AfterBusyMs()
    {
        return SlotMs + _random.Next(SlotMs);
    }
}

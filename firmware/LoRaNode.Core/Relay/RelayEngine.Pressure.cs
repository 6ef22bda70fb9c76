using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Alerts before messages: not only in this node's queue but on the air, which all share.
public sealed partial class RelayEngine
{
    // The mean gap between alerts goes over about four.
    private const int GapShare = 4;

    private long _alertMs = -RelayTiming.PressedGapMs * GapShare;
    private int _alertGapMs = RelayTiming.PressedGapMs * GapShare;
    private long _messageAllowedMs;
    private long _repairAllowedMs;

    /// <summary>A new alert came or was made here.</summary>
    private void NoteAlert(long nowMs)
    {
        long gap = nowMs - _alertMs;
        gap = gap > RelayTiming.PressedGapMs * GapShare ? RelayTiming.PressedGapMs * GapShare : gap;
        _alertGapMs += ((int)gap - _alertGapMs) / GapShare;
        _alertMs = nowMs;
    }

    /// <summary>
    /// True while alerts follow one another so closely that their waves meet. Then a message would drown alerts somewhere, so all who hear each
    /// other send one now and then: few enough not to matter, and nobody's messages wait for ever. Nor are they told of or asked for meanwhile.
    /// </summary>
    private bool IsPressed(long nowMs)
    {
        return _alertGapMs < RelayTiming.PressedGapMs && nowMs - _alertMs < RelayTiming.PressedGapMs * GapShare;
    }

    /// <summary>True for a message, which waits while alerts press.</summary>
    private bool IsPatient(int slot)
    {
        return FramePriority.Of(_store.Type[slot]) >= FramePriority.Of(FrameType.Message);
    }

    /// <summary>True for what summaries and hints do not speak of now.</summary>
    private bool IsPassedOver(int slot, long nowMs)
    {
        return IsPatient(slot) && IsPressed(nowMs);
    }

    /// <summary>Until when an item has to wait for alerts on their way; not later than now when it does not.</summary>
    private long HeldUpMs(int slot, long nowMs)
    {
        if (!IsPressed(nowMs))
        {
            return nowMs;
        }

        bool isRepair = (_store.Flags[slot] & (ItemFlags.Repair | ItemFlags.Unheard)) == ItemFlags.Repair;
        return IsPatient(slot) ? _messageAllowedMs : isRepair ? _repairAllowedMs : nowMs;
    }

    private void NoteRepairSent(long nowMs)
    {
        int pauseMs = RelayTiming.PressedRepairMs * (_neighbours.Count + 1);
        _repairAllowedMs = nowMs + (pauseMs / 2) + _random.Next(pauseMs);
    }

    private void NoteMessageSent(long nowMs)
    {
        int pauseMs = RelayTiming.PressedMessageMs * (_neighbours.Count + 1);
        _messageAllowedMs = nowMs + (pauseMs / 2) + _random.Next(pauseMs);
    }
}

using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Frames for the neighbours can be recordings. What this node sends because of one is free only for senders that have shown that they
// hear it now; all others share an allowance.
public sealed partial class RelayEngine
{
    // Where a request's list begins: kind, address of whom it asks, echo.
    private const int WhomEnd = 5;

    // Times that an item is sent in all without being asked for.
    private const int MostUnasked = 4;

    // Summaries until the doubling interval is where it was before the trouble.
    private const int SummariesOfTrouble = 2;

    private readonly LocalEcho _echo = new LocalEcho();
    private readonly StrangerAllowance _strangers = new StrangerAllowance(StrangerAllowance.Burst, StrangerAllowance.RefillMs);
    private readonly StrangerAllowance _listed = new StrangerAllowance(StrangerAllowance.NeighbourBurst, StrangerAllowance.NeighbourRefillMs);

    /// <summary>A genuine link-local frame of an entry came: its number is what this node echoes to it.</summary>
    private void NoteLocal(int entry, uint counter)
    {
        if (entry >= 0)
        {
            _neighbours.LocalCounter[entry] = (ushort)counter;
        }
    }

    /// <summary>Writes whom a request asks, and the number of the frame heard last from there.</summary>
    private int WriteWhom(ushort whom, int at)
    {
        int entry = _neighbours.EntryOfAddress(whom);
        ushort echo = entry < 0 ? (ushort)0 : _neighbours.LocalCounter[entry];
        _frame[at] = (byte)whom;
        _frame[at + 1] = (byte)(whom >> 8);
        _frame[at + 2] = (byte)echo;
        _frame[at + 3] = (byte)(echo >> 8);
        return at + 4;
    }

    /// <summary>A request came: its sender is there when it echoes a number of this node's.</summary>
    private void NoteEcho(ushort from, ushort whom)
    {
        int entry = _neighbours.EntryOfAddress(from);
        if (entry >= 0 && whom == _options.Address && _echo.IsOursLately((ushort)(_payload[3] | (_payload[4] << 8))))
        {
            _neighbours.Mark(entry, NeighbourTable.Present);
        }
    }

    /// <summary>True when so many frames may be sent because of one that came from there, and leave so much of the allowance.</summary>
    private bool MaySendFor(ushort from, int frames, int reserve, long nowMs)
    {
        int entry = _neighbours.EntryOfAddress(from);
        if (_neighbours.IsMarked(entry, NeighbourTable.Present))
        {
            return true;
        }

        return AllowanceOf(entry, nowMs).TryTake(frames, reserve, nowMs);
    }

    private StrangerAllowance AllowanceOf(int entry, long nowMs)
    {
        // After a pause nobody's list is known yet, and there is much to ask for.
        bool isNeighbour = nowMs < _backUntilMs || (entry >= 0 && NodeSet.Has(_neighbours.HearsWell, entry * NodeSet.Words, NeighbourTable.Self));
        return isNeighbour ? _listed : _strangers;
    }

    /// <summary>
    /// What was told of came when it was asked for: it was no recording, and costs nothing of the allowance. Where something is lost in every wave the
    /// allowance would end otherwise, and with it the quick repair.
    /// </summary>
    private void ReturnAllowance(long nowMs)
    {
        if (_wantByKey && _wantTries > 0)
        {
            AllowanceOf(_neighbours.EntryOfAddress(_wantedFrom), nowMs).Return(_wantTaken);
            _wantTaken = 0;
        }
    }

    /// <summary>Plans to send unasked what somebody's frame does not name. It may have had and dropped it: after a few times only a request counts.</summary>
    private bool PushUnasked(ushort from, int slot, int order, long nowMs)
    {
        return _store.Sent[slot] < MostUnasked && PushFor(from, slot, order, nowMs);
    }

    /// <summary>Plans a repair that somebody's frame shows to be needed. False when it is under way already, or not allowed.</summary>
    private bool PushFor(ushort from, int slot, int order, long nowMs)
    {
        if (_store.DueMs[slot] != FrameStore.Never || !MaySendFor(from, 1, StrangerAllowance.Reserve, nowMs))
        {
            return false;
        }

        Push(slot, order, nowMs);
        return true;
    }

    /// <summary>Something was missing here or at a neighbour: tells it as in <see cref="OnTrouble"/> if that is allowed.</summary>
    private void OnTroubleOf(ushort from, long nowMs)
    {
        if (MaySendFor(from, SummariesOfTrouble, 0, nowMs))
        {
            OnTrouble(nowMs);
        }
    }
}

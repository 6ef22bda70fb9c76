using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Room in the store, and the limits of time.
public sealed partial class RelayEngine
{
    private const int ExpiryCheckMs = 1_000;
    private const int MessagePriority = 2;
    private const int MessageShare = 8;

    private long _expiryDueMs;

    private int StoreFrame(int length, ItemState state, long nowMs, long expiresMs)
    {
        return MakeRoom(_frame, length) ? _store.Add(_frame, length, state, nowMs, expiresMs) : -1;
    }

    /// <summary>
    /// Makes room for a frame: of the least important priority that the store holds, the oldest item of the origin with the most
    /// goes. An eighth of the store is for messages: otherwise none could pass a city whose stores are full of alerts that live for days. False when
    /// all that is held is more important.
    /// </summary>
    private bool MakeRoom(byte[] frame, int length)
    {
        int priority = FramePriority.Of(FrameHeader.Type(frame));
        while (!_store.HasRoom(length))
        {
            int victim = FindVictim(priority);
            if (victim < 0)
            {
                return false;
            }

            Drop(victim);
        }

        return true;
    }

    /// <summary>Items of a priority and lesser ones.</summary>
    private int CountFrom(int priority)
    {
        int count = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            count += _store.State[i] != ItemState.Free && FramePriority.Of(_store.Type[i]) >= priority ? 1 : 0;
        }

        return count;
    }

    private int FindVictim(int priority)
    {
        int share = _options.StoreFrames / MessageShare;
        int messages = CountFrom(MessagePriority);
        bool isSqueezed = priority == MessagePriority && messages < share && messages < CountFrom(0);
        bool mayMessagesGo = !isSqueezed && (priority >= MessagePriority || messages > share);
        int worst = -1;
        for (int i = 0; i < _store.Slots; i++)
        {
            int theirs = MayGo(i) ? FramePriority.Of(_store.Type[i]) : -1;
            worst = theirs > worst && (theirs < MessagePriority || mayMessagesGo) ? theirs : worst;
        }

        if (worst < (isSqueezed ? 0 : priority))
        {
            return -1;
        }

        // Counted in one go: counting anew for each frame took the board 160 ms with a full store.
        byte[] tally = _store.Slots < _frameCopy.Length / 2 ? _frameCopy : new byte[2 * (_store.Slots + 1)];
        System.Array.Clear(tally, 0, tally.Length);
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && FramePriority.Of(_store.Type[i]) == worst)
            {
                int place = TallyPlace(tally, i);
                tally[place] = (byte)(i + 1);
                int at = (tally.Length / 2) + place;
                tally[at] += (byte)(tally[at] < byte.MaxValue ? 1 : 0);
            }
        }

        int victim = -1;
        int most = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (!MayGo(i) || FramePriority.Of(_store.Type[i]) != worst)
            {
                continue;
            }

            int count = tally[(tally.Length / 2) + TallyPlace(tally, i)];
            if (count > most || (count == most && _store.ReceivedMs[i] < _store.ReceivedMs[victim]))
            {
                victim = i;
                most = count;
            }
        }

        return victim;
    }

    private bool MayGo(int slot)
    {
        return _store.State[slot] != ItemState.Free && _store.State[slot] != ItemState.Judging && slot != _transmitSlot;
    }

    /// <summary>
    /// Where the items of a slot's origin are counted: in the first half of the array the place holds one more than a slot of that origin, or 0
    /// when there is none yet (linear probing, Knuth, TAOCP 3, 6.4); in the second half their number.
    /// </summary>
    private int TallyPlace(byte[] tally, int slot)
    {
        ushort origin = _store.Origin[slot];
        int places = tally.Length / 2;
        int place = (int)(((origin * 2654435761u) >> 16) % (uint)places);
        while (tally[place] != 0 && _store.Origin[tally[place] - 1] != origin)
        {
            place = place + 1 == places ? 0 : place + 1;
        }

        return place;
    }

    private void Drop(int slot)
    {
        // What was never judged (too much waited for a signature) may be offered again; only what was held counts as had.
        Forget(slot, _store.State[slot] != ItemState.Judging);
    }

    private void Forget(int slot, bool asKnown)
    {
        if (asKnown)
        {
            NoteGone(_store.Type[slot], _store.Origin[slot], _store.Counter[slot]);
        }

        int watch = _watch.Find(slot);
        if (watch >= 0)
        {
            _watch.Remove(watch);
        }

        _store.Remove(slot);
    }

    private void Tick(long nowMs)
    {
        if (_beaconDueMs < 0)
        {
            _beaconDueMs = nowMs + _random.Next(FirstBeaconMs);
        }

        KeepRhythm(nowMs);
        DropSwept();
        CheckWatch(nowMs);
        CheckUnicasts(nowMs);
        if (nowMs < _expiryDueMs)
        {
            return;
        }

        _expiryDueMs = nowMs + ExpiryCheckMs;
        _neighbours.Expire(nowMs - NeighbourLifetimeMs());
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && _store.ExpiresMs(i) <= nowMs && i != _transmitSlot)
            {
                Drop(i);
            }
        }
    }

    /// <summary>Four beacons may be missed before a neighbour is forgotten; its rhythm is about that of this node.</summary>
    private long NeighbourLifetimeMs()
    {
        long interval = _beaconIntervalMs < ShortestSteadyBeaconMs * 4 ? ShortestSteadyBeaconMs * 4 : _beaconIntervalMs;
        return 4 * interval;
    }
}

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
            int victim = -1;
            int share = _options.StoreFrames / MessageShare;
            int messages = CountFrom(MessagePriority);
            bool isSqueezed = priority == MessagePriority && messages < share && messages < CountFrom(0);
            int worst = isSqueezed ? 0 : priority;
            int most = 0;
            for (int i = 0; i < _store.Slots; i++)
            {
                if (_store.State[i] == ItemState.Free || _store.State[i] == ItemState.Judging || i == _transmitSlot)
                {
                    continue;
                }

                int theirs = FramePriority.Of(_store.Type[i]);
                bool isKept = theirs >= MessagePriority && (isSqueezed || (priority < MessagePriority && messages <= share));
                if (theirs < worst || isKept)
                {
                    continue;
                }

                int count = CountOf(_store.Origin[i], theirs);
                if (victim < 0 || theirs > worst || count > most || (count == most && _store.ReceivedMs[i] < _store.ReceivedMs[victim]))
                {
                    victim = i;
                    worst = theirs;
                    most = count;
                }
            }

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

    private int CountOf(ushort origin, int priority)
    {
        int count = 0;
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && _store.Origin[i] == origin && FramePriority.Of(_store.Type[i]) == priority)
            {
                count++;
            }
        }

        return count;
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

using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// What the owner gives back, asks for again, or takes away.
public sealed partial class RelayEngine
{
    /// <summary>
    /// Gives back a frame that was accepted before a reboot (see <see cref="CopyFragment"/>), so that late joiners find it here
    /// again. It is not relayed of itself. False when it is not a frame, is held already or does not fit.
    /// </summary>
    public bool Restore(byte[] frame, int length, long expiresAtMs, long nowMs)
    {
        if (!FrameHeader.IsPlausible(frame, length)
            || _store.Find(FrameHeader.Type(frame), FrameHeader.Origin(frame), FrameHeader.Counter(frame)) >= 0)
        {
            return false;
        }

        int slot = _store.Add(frame, length, ItemState.Held, nowMs, expiresAtMs);
        if (slot < 0)
        {
            return false;
        }

        // It has had its turn before the restart: a copy heard now, perhaps a recording, is no reason to relay it again.
        _store.Sent[slot] = 1;
        return true;
    }

    /// <summary>Sends an item that is held once more, unless somebody near does so first. False when it is not held.</summary>
    public bool Repeat(FrameType type, ushort origin, uint counter, long nowMs)
    {
        int slot = _store.Find(type, origin, counter);
        if (slot < 0 || _store.State[slot] != ItemState.Held)
        {
            return false;
        }

        Push(slot, 0, nowMs);
        return true;
    }

    /// <summary>Forgets an item that is worth nothing any more: it is neither relayed, offered nor asked for. What is just being sent goes out once more.</summary>
    public void Withdraw(FrameType type, ushort origin, uint counter)
    {
        int slot = _store.Find(type, origin, counter);
        if (slot < 0 || slot == _transmitSlot)
        {
            return;
        }

        Forget(slot, true);
    }

    /// <summary>
    /// Copies the next frame of a type, accepted or not yet, at a place of the store or behind it. Returns its place, or -1 when there is no
    /// more; <paramref name="length"/> is 0 for a frame that the medium lost.
    /// </summary>
    public int NextOf(FrameType type, int place, byte[] frame, out int length)
    {
        length = 0;
        for (; place < _store.Slots; place++)
        {
            if (_store.State[place] != ItemState.Free && _store.Type[place] == type)
            {
                length = _store.Copy(place, frame);
                return place;
            }
        }

        return -1;
    }

    /// <summary>Puts a frame that was sealed anew in the place of the one with the same type, origin, counter and length, if that is held.</summary>
    public void Replace(byte[] frame, int length)
    {
        int slot = _store.Find(FrameHeader.Type(frame), FrameHeader.Origin(frame), FrameHeader.Counter(frame));
        if (slot >= 0 && _store.Length[slot] == length)
        {
            _store.Overwrite(slot, frame);
        }
    }

    /// <summary>Forgets items sealed under the keys of other epochs than this one, which nobody can open any more. Trust frames are under a key that stays.</summary>
    public void DropOtherEpochs(int epoch)
    {
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free && _store.Type[i] != FrameType.Trust && i != _transmitSlot
                && (_store.Copy(i, _frameCopy) == 0 || FrameHeader.EpochLow(_frameCopy) != (epoch & 7)))
            {
                Forget(i, true);
            }
        }
    }

    /// <summary>Forgets everything that was received or is to be sent, as when keys are erased.</summary>
    public void Erase()
    {
        for (int i = 0; i < _store.Slots; i++)
        {
            if (_store.State[i] != ItemState.Free)
            {
                _store.Remove(i);
            }
        }

        _neighbours.Clear();
        _routes.Clear();
        _watch.Clear();
        Array.Clear(_frame, 0, _frame.Length);
        Array.Clear(_frameCopy, 0, _frameCopy.Length);
        Array.Clear(_payload, 0, _payload.Length);
        Array.Clear(_assembly, 0, _assembly.Length);
    }
}

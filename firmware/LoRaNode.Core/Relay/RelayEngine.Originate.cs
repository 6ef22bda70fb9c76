using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Items of this node.
public sealed partial class RelayEngine
{
    /// <summary>
    /// Takes an item of this node to the queue: alert, trust or message for everyone. Payloads longer than a frame are cut into
    /// fragments. Nothing is judged: the owner has it already.
    /// </summary>
    /// <param name="type">Alert, trust or message.</param>
    /// <param name="payload">The plain payload.</param>
    /// <param name="length">Its length in bytes: 0 to <see cref="MaxItemPayload"/>.</param>
    /// <param name="receipts">True to learn how many nodes it reached (<see cref="IRelayHost.OnReached"/>); that costs airtime.</param>
    /// <param name="lifetimeMs">How long it is kept and offered, from now.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <returns>A handle, or -1 when it does not fit, no counter can be had, or the store holds more important things.</returns>
    public int Originate(FrameType type, byte[] payload, int length, bool receipts, long lifetimeMs, long nowMs)
    {
        if (type != FrameType.Alert && type != FrameType.Trust && type != FrameType.Message)
        {
            return -1;
        }

        return OriginateItem(type, FrameHeader.Everyone, payload, length, receipts, lifetimeMs, nowMs);
    }

    /// <summary>Takes an item of this node for one other node to the queue; <see cref="IRelayHost.OnUnicastEnded"/> tells how it ended.</summary>
    /// <param name="destination">Address of the node that it is for.</param>
    /// <param name="payload">The plain payload.</param>
    /// <param name="length">Its length in bytes: 0 to <see cref="MaxItemPayload"/>.</param>
    /// <param name="lifetimeMs">When it is given up, from now.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <returns>A handle, or -1 as in <see cref="Originate"/>.</returns>
    public int OriginateUnicast(ushort destination, byte[] payload, int length, long lifetimeMs, long nowMs)
    {
        if (destination == FrameHeader.NoAddress || destination == FrameHeader.Everyone || destination == _options.Address)
        {
            return -1;
        }

        int handle = OriginateItem(FrameType.Unicast, destination, payload, length, false, lifetimeMs, nowMs);
        if (handle >= 0 && !BeginUnicast(handle, nowMs))
        {
            int slot = _store.SlotOf(handle);
            uint first = _store.Counter[slot];
            int count = _store.FragmentCount[slot];
            for (uint i = 0; i < count; i++)
            {
                int fragment = _store.Find(FrameType.Unicast, _options.Address, first + i);
                if (fragment >= 0)
                {
                    _store.Remove(fragment);
                }
            }

            return -1;
        }

        return handle;
    }

    private int OriginateItem(FrameType type, ushort destination, byte[] payload, int length, bool receipts, long lifetimeMs, long nowMs)
    {
        int fragments = ItemPrefix.FragmentsFor(type, length);
        if (length < 0 || fragments > MaxFragments || (fragments > 1 && !ItemPrefix.MayBeFragmented(type)))
        {
            return -1;
        }

        int handle = -1;
        uint first = 0;
        int done = 0;
        for (int i = 0; i < fragments; i++)
        {
            uint counter;
            if (!_counters.TryTake(type, out counter))
            {
                return -1;
            }

            if (i == 0)
            {
                first = counter;
            }
            else if (counter != first + (uint)i)
            {
                return -1;
            }

            int prefix = ItemPrefix.Write(_payload, type, receipts, fragments, i, destination);
            int part = Math.Min(length - done, FrameHeader.MaxPayload - prefix);
            FrameHeader.Write(_frame, type, _options.Epoch, FrameHeader.MaxHops, _options.Address, _options.Address, counter);
            Array.Copy(_payload, 0, _frame, FrameHeader.Size, prefix);
            Array.Copy(payload, done, _frame, FrameHeader.Size + prefix, part);
            done += part;
            int frameLength = _cipher.Seal(_frame, prefix + part);
            int slot = frameLength < 0 ? -1 : StoreFrame(frameLength, ItemState.Held, nowMs, nowMs + lifetimeMs);
            if (slot < 0)
            {
                return -1;
            }

            _store.FragmentIndex[slot] = (byte)i;
            _store.FragmentCount[slot] = (byte)fragments;
            _store.DueMs[slot] = nowMs;
            NodeSet.Add(_store.Covered, slot * NodeSet.Words, NeighbourTable.Self);
            if (i == 0)
            {
                handle = _store.HandleOf(slot);
                if (receipts)
                {
                    BeginReceipt(slot, FrameHeader.NoAddress, nowMs);
                }
            }

            if (IsOffered(type))
            {
                OnNews(type, nowMs);
            }
        }

        return handle;
    }
}

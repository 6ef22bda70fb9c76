using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

// Items for one node: downhill along hop distances, acknowledged by the destination, flooded when that fails.
public sealed partial class RelayEngine
{
    // Flags of the header, changed by relays: distance valid (bit 2), distance of the transmitter modulo 4 (bits 0 and 1).
    private const int DownhillFlag = 4;

    private const int FirstRetryMs = 12_000;
    private const int MostUnicasts = 4;

    private readonly RouteTable _routes = new RouteTable();
    private readonly int[] _unicastHandle = new int[] { -1, -1, -1, -1 };
    private readonly long[] _unicastDueMs = new long[] { long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue };
    private readonly byte[] _unicastTries = new byte[MostUnicasts];

    private long NextUnicastMs
    {
        get
        {
            long due = long.MaxValue;
            for (int i = 0; i < MostUnicasts; i++)
            {
                due = _unicastDueMs[i] < due ? _unicastDueMs[i] : due;
            }

            return due;
        }
    }

    private static bool IsAddressed(FrameType type)
    {
        return type == FrameType.Unicast || type == FrameType.Receipt;
    }

    /// <summary>Watches an item of this node until its destination acknowledges it. False when too many are under way.</summary>
    private bool BeginUnicast(int handle, long nowMs)
    {
        for (int i = 0; i < MostUnicasts; i++)
        {
            if (_unicastHandle[i] < 0)
            {
                _unicastHandle[i] = handle;
                _unicastTries[i] = 0;
                _unicastDueMs[i] = nowMs + FirstRetryMs + _random.Next(FirstRetryMs / 4);
                return true;
            }
        }

        return false;
    }

    private void CheckUnicasts(long nowMs)
    {
        for (int i = 0; i < MostUnicasts; i++)
        {
            if (_unicastDueMs[i] > nowMs)
            {
                continue;
            }

            int slot = _store.SlotOf(_unicastHandle[i]);
            if (slot < 0)
            {
                EndUnicast(i, false, nowMs);
                continue;
            }

            // Every retry floods: the distances have failed once.
            _unicastTries[i]++;
            _unicastDueMs[i] = nowMs + (FirstRetryMs << (_unicastTries[i] > 4 ? 4 : _unicastTries[i]));
            for (uint part = 0; part < _store.FragmentCount[slot]; part++)
            {
                int fragment = _store.Find(_store.Type[slot], _store.Origin[slot], _store.Counter[slot] + part);
                if (fragment >= 0)
                {
                    _store.Flags[fragment] |= ItemFlags.FloodAddressed;
                    _store.DueMs[fragment] = nowMs;
                }
            }
        }
    }

    private void EndUnicast(int entry, bool delivered, long nowMs)
    {
        int handle = _unicastHandle[entry];
        _unicastHandle[entry] = -1;
        _unicastDueMs[entry] = long.MaxValue;
        int slot = _store.SlotOf(handle);
        if (slot >= 0 && delivered)
        {
            uint first = _store.Counter[slot];
            int count = _store.FragmentCount[slot];
            for (uint i = 0; i < count; i++)
            {
                int fragment = _store.Find(FrameType.Unicast, _options.Address, first + i);
                if (fragment >= 0 && fragment != _transmitSlot)
                {
                    _store.Remove(fragment);
                }
            }
        }

        _host.OnUnicastEnded(handle, delivered, nowMs);
    }

    /// <summary>Sends the acknowledgement of a unicast item to its origin.</summary>
    private void Acknowledge(ushort origin, uint counter, long nowMs)
    {
        var content = _ackContent;
        for (int i = 0; i < 4; i++)
        {
            content[i] = (byte)(counter >> (8 * i));
        }

        OriginateItem(FrameType.Receipt, origin, content, content.Length, false, UnicastLifetimeMs, nowMs);
    }

    private readonly byte[] _ackContent = new byte[4];

    /// <summary>An acknowledgement for this node came.</summary>
    private void OnAcknowledged(ushort from, int prefix, int length, long nowMs)
    {
        if (length - prefix < 4)
        {
            return;
        }

        uint counter = (uint)(_payload[prefix] | (_payload[prefix + 1] << 8) | (_payload[prefix + 2] << 16) | (_payload[prefix + 3] << 24));
        for (int i = 0; i < MostUnicasts; i++)
        {
            int slot = _store.SlotOf(_unicastHandle[i]);
            if (slot >= 0 && _store.Counter[slot] == counter && DestinationOf(slot) == from)
            {
                EndUnicast(i, true, nowMs);
            }
        }
    }

    private ushort DestinationOf(int slot)
    {
        int length = _store.Copy(slot, _frameCopy);
        int payloadLength = _cipher.Open(_frameCopy, length, _payload);
        return payloadLength < 3 ? FrameHeader.NoAddress : ItemPrefix.Destination(_payload, _store.Type[slot]);
    }

    /// <summary>Plans to relay an addressed item: nodes one hop nearer than the transmitter contend; without distances it is a flood.</summary>
    private void PlanAddressed(int slot, byte[] frame, ushort destination, int snrQuarterDb, long nowMs)
    {
        if (destination == _options.Address)
        {
            return;
        }

        int flags = frame[1] >> 5;
        if ((flags & DownhillFlag) == 0)
        {
            _store.Flags[slot] |= ItemFlags.FloodAddressed;
            Plan(slot, snrQuarterDb, nowMs);
            return;
        }

        int own = _routes.HopsTo(destination);
        if (own != RouteTable.Unknown && (((flags & 3) - own) & 3) == 1)
        {
            _store.DueMs[slot] = nowMs + ContentionMs(snrQuarterDb) + BeyondMs(slot);
        }
    }

    /// <summary>A copy of an addressed item was heard: who is as near or nearer has taken it on; the flood after a failure is a new matter.</summary>
    private void OnAddressedCopy(int slot, byte[] frame, int snrQuarterDb, long nowMs)
    {
        int flags = frame[1] >> 5;
        if ((flags & DownhillFlag) == 0)
        {
            if ((_store.Flags[slot] & ItemFlags.FloodAddressed) == 0 && _store.Origin[slot] != _options.Address)
            {
                _store.Flags[slot] |= ItemFlags.FloodAddressed;
                _store.Sent[slot] = 0;
                NodeSet.Clear(_store.Covered, slot * NodeSet.Words);
                Cover(slot, FrameHeader.Transmitter(frame));
            }

            Plan(slot, snrQuarterDb, nowMs);
            return;
        }

        if (_store.Origin[slot] != _options.Address && (_store.Flags[slot] & ItemFlags.FloodAddressed) == 0)
        {
            _store.DueMs[slot] = FrameStore.Never;
        }
    }

    /// <summary>Writes this node's distance into the flags of an addressed item that is to be sent.</summary>
    private void MarkDistance(int slot)
    {
        int own = (_store.Flags[slot] & ItemFlags.FloodAddressed) != 0 ? RouteTable.Unknown : _routes.HopsTo(DestinationOf(slot));
        int flags = own == RouteTable.Unknown ? 0 : DownhillFlag | (own & 3);
        _frame[1] = (byte)((_frame[1] & 0x1F) | (flags << 5));
    }
}

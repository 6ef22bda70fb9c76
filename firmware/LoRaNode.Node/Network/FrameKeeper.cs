using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Node.Storage;

namespace LoRaNode.Node.Network;

/// <summary>
/// Keeps accepted flood frames on the medium and gives them back after a restart, one in a pass, so that late joiners find them here
/// again. A frame whose key is gone is dropped. The archive keeps calendar seconds; here they become monotonic milliseconds.
/// </summary>
internal sealed class FrameKeeper
{
    /// <summary>Handle of a stored alert in the verifier; the relay engine's handles are never negative.</summary>
    internal const int Handle = -3;

    // What is worth less than this (a statement of the time) is not worth a write.
    private const long LeastLifetimeMs = 15 * 60_000;

    // A calendar that runs with the clock is late by a second of rounding at most.
    private const uint LeastShiftS = 2;

    // Where the parts of an item are put together: in front of it there is room for one of them.
    private const int PartsAt = FrameHeader.MaxFrame;

    private readonly FrameArchive _archive;
    private readonly NodeTrust _trust;
    private readonly RelayEngine _engine;
    private readonly byte[] _scratch;
    private long _calendarStartMs;

    internal FrameKeeper(FrameArchive archive, NodeTrust trust, RelayEngine engine, byte[] scratch, long nowMs)
    {
        _scratch = scratch;
        _trust = trust;
        _engine = engine;
        _archive = archive;
        _calendarStartMs = CalendarStartMs(nowMs);
    }

    /// <summary>True until every frame of the time before the restart was given back.</summary>
    internal bool IsRestoring
    {
        get { return _archive.HasWaiting; }
    }

    /// <summary>Alerts and trust statements kept.</summary>
    internal int KeptCount
    {
        get { return _archive.KeptCount; }
    }

    /// <summary>Bytes of the frame that <see cref="TryReadKept"/> read.</summary>
    internal int FrameLength { get; private set; }

    /// <summary>Type of the frame that <see cref="Next"/> gave back last.</summary>
    internal FrameType Type { get; private set; }

    /// <summary>Origin of the frame that <see cref="Next"/> gave back last.</summary>
    internal ushort Origin { get; private set; }

    /// <summary>Counter of the frame that <see cref="Next"/> gave back last.</summary>
    internal uint Counter { get; private set; }

    /// <summary>The frame that was read last; until something else is asked of the archive.</summary>
    internal byte[] Frame
    {
        get { return _archive.Frame; }
    }

    /// <summary>The plain payload of the item that was read last, without the relay's prefixes; until anything else uses the scratch bytes.</summary>
    internal byte[] Payload
    {
        get { return _scratch; }
    }

    /// <summary>Bytes of <see cref="Payload"/>.</summary>
    internal int PayloadLength { get; private set; }

    /// <summary>Until when the frame of <see cref="Next"/> lives, in monotonic milliseconds.</summary>
    internal long ExpiresAtMs { get; private set; }

    /// <summary>Copies the first frame of an item that the engine holds into <see cref="Frame"/>. False when the item is gone.</summary>
    internal bool TryCopy(int handle)
    {
        return _engine.CopyFragment(handle, 0, Frame) > 0;
    }

    /// <summary>Keeps the frames of an item that the engine holds. False when the medium refuses. <see cref="Payload"/> stays as it is.</summary>
    internal bool Keep(int handle, long expiresAtMs, long nowMs)
    {
        bool kept = true;
        for (int i = 0; i < RelayEngine.MaxFragments && TryKeepPart(handle, i, expiresAtMs, nowMs, out bool isKept); i++)
        {
            kept &= isKept;
        }

        return kept;
    }

    /// <summary>Keeps one frame of an item that the engine holds. False when there is no such frame, or it is not worth a write.</summary>
    internal bool TryKeepPart(int handle, int part, long expiresAtMs, long nowMs, out bool isKept)
    {
        uint nowS = _trust.Time.Seconds(nowMs);
        isKept = true;
        if (expiresAtMs - nowMs < LeastLifetimeMs)
        {
            return false;
        }

        _archive.TryMakeRoom(nowS);
        int length = _engine.CopyFragment(handle, part, Frame);
        isKept = length < 0 || _archive.Add(Frame, length, nowS + (uint)((expiresAtMs - nowMs) / 1000), nowS);
        return length >= 0;
    }

    /// <summary>Seals the alert at a place of the archive anew if it is under the old key. False when the medium refuses.</summary>
    internal bool ResealKept(int place, long nowMs)
    {
        uint nowS = _trust.Time.Seconds(nowMs);
        bool hasRoom = _archive.TryMakeRoom(nowS);
        int length = place < _archive.KeptCount ? _archive.Read(place, Frame, out uint _) : 0;
        if (length == 0 || FrameHeader.Type(Frame) != FrameType.Alert || !_trust.Keys.Reseal(Frame, length, _scratch))
        {
            return true;
        }

        return hasRoom && _archive.Replace(place, Frame, length, nowS);
    }

    /// <summary>Seals the next alert of the engine anew, at this place of its store or behind it. Returns where to go on, or -1 when all are.</summary>
    internal int ResealHeld(int place)
    {
        int at = _engine.NextOf(FrameType.Alert, place, Frame, out int length);
        if (at < 0)
        {
            return -1;
        }

        if (length > 0 && _trust.Keys.Reseal(Frame, length, _scratch))
        {
            _engine.Replace(Frame, length);
        }

        return at + 1;
    }

    /// <summary>Gives the next stored frame back to the engine. False when there was nothing to give: ask again while <see cref="IsRestoring"/>.</summary>
    internal bool Next(long nowMs)
    {
        int length = _archive.TakeWaiting(Frame, out uint expiresS);
        if (!Took(length, expiresS, nowMs))
        {
            return false;
        }

        int opened = _trust.Keys.Open(Frame, length, _scratch);
        if (opened < 0 || ItemPrefix.Parse(_scratch, opened, Type) < 0)
        {
            // Its epoch is over: nobody can open it any more. It is no sign of somebody who missed a change.
            _trust.Keys.ForeignEpoch = -1;
            Drop();
            return false;
        }

        if (Type != FrameType.Unicast)
        {
            _engine.Restore(Frame, length, ExpiresAtMs, nowMs);
        }

        return true;
    }

    /// <summary>Reads one of the alerts and trust statements, 0 to <see cref="KeptCount"/> - 1. False when it is of another type or worth nothing any more.</summary>
    internal bool TryReadKept(int place, FrameType type, long nowMs)
    {
        FrameLength = _archive.Read(place, Frame, out uint expiresS);
        return Took(FrameLength, expiresS, nowMs) && Type == type && TryReadItem(Type, Origin, Counter);
    }

    /// <summary>
    /// Reads an item from memory or medium into <see cref="Payload"/>, all its fragments, and the frame of the last one into
    /// <see cref="Frame"/>. False when it is not whole, or this is not its first fragment.
    /// </summary>
    internal bool TryReadItem(FrameType type, ushort origin, uint counter)
    {
        int total = 0;
        int fragments = 1;
        for (int i = 0; i < fragments; i++)
        {
            int length = ReadFrame(type, origin, counter + (uint)i);
            int opened = length <= 0 ? -1 : _trust.Keys.Open(Frame, length, _scratch);
            int prefix = opened < 0 ? -1 : ItemPrefix.Parse(_scratch, opened, type);
            int part = opened - prefix;
            if (prefix < 0 || ItemPrefix.FragmentIndex(_scratch, prefix) != i || PartsAt + total + part > _scratch.Length)
            {
                return false;
            }

            fragments = ItemPrefix.FragmentCount(_scratch, prefix);
            Array.Copy(_scratch, prefix, _scratch, PartsAt + total, part);
            total += part;
        }

        Array.Copy(_scratch, PartsAt, _scratch, 0, total);
        PayloadLength = total;
        return true;
    }

    /// <summary>Forgets the frame that <see cref="Next"/> gave back last: it is worth nothing any more.</summary>
    internal void Drop()
    {
        _archive.Remove(Type, Origin, Counter);
    }

    /// <summary>Lets go what has expired. When a statement of the time has moved the calendar, what came since the start moves with it.</summary>
    internal void Expire(long nowMs)
    {
        long startMs = CalendarStartMs(nowMs);
        if (startMs - _calendarStartMs >= LeastShiftS * 1000)
        {
            _archive.Shift((uint)((startMs - _calendarStartMs) / 1000));
            _calendarStartMs = startMs;
        }

        _archive.Expire(_trust.Time.Seconds(nowMs));
    }

    private bool Took(int length, uint expiresS, long nowMs)
    {
        uint nowS = _trust.Time.Seconds(nowMs);
        if (length == 0 || expiresS <= nowS)
        {
            return false;
        }

        Type = FrameHeader.Type(Frame);
        Origin = FrameHeader.Origin(Frame);
        Counter = FrameHeader.Counter(Frame);
        ExpiresAtMs = nowMs + ((expiresS - nowS) * 1000L);
        return true;
    }

    private int ReadFrame(FrameType type, ushort origin, uint counter)
    {
        int length = _engine.CopyFrame(type, origin, counter, Frame);
        return length > 0 ? length : _archive.Read(type, origin, counter, Frame);
    }

    private long CalendarStartMs(long nowMs)
    {
        return (_trust.Time.Seconds(nowMs) * 1000L) - nowMs;
    }
}

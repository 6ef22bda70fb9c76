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

    private readonly FrameArchive _archive;
    private readonly NodeTrust _trust;
    private readonly RelayEngine _engine;
    private readonly byte[] _scratch;
    private int _next;

    internal FrameKeeper(INodeStorage storage, NodeTrust trust, RelayEngine engine, byte[] scratch, long nowMs)
    {
        _scratch = scratch;
        _trust = trust;
        _engine = engine;
        _archive = new FrameArchive(storage, trust.Time.Seconds(nowMs));
    }

    /// <summary>True until every frame of the time before the restart was given back.</summary>
    internal bool IsRestoring
    {
        get { return _next < _archive.Count; }
    }

    /// <summary>Frames on the medium.</summary>
    internal int Count
    {
        get { return _archive.Count; }
    }

    /// <summary>Alerts and trust frames among them.</summary>
    internal int KeptCount
    {
        get { return _archive.KeptCount; }
    }

    /// <summary>The frame that <see cref="Next"/> found, until its next call.</summary>
    internal byte[] Frame { get; } = new byte[FrameHeader.MaxFrame];

    /// <summary>Its length in bytes.</summary>
    internal int FrameLength { get; private set; }

    /// <summary>Its plain payload from the start of the item, without the relay's prefix; until anything else uses the scratch bytes.</summary>
    internal byte[] Payload
    {
        get { return _scratch; }
    }

    /// <summary>Bytes of <see cref="Payload"/>.</summary>
    internal int PayloadLength { get; private set; }

    /// <summary>Until when the frame lives, in monotonic milliseconds.</summary>
    internal long ExpiresAtMs { get; private set; }

    /// <summary>Keeps the frame of an item that the engine holds. False when the medium refuses.</summary>
    internal bool Keep(int handle, long expiresAtMs, long nowMs)
    {
        int length = _engine.CopyFrame(handle, _scratch);
        return length < 0 || Keep(_scratch, length, expiresAtMs, nowMs);
    }

    /// <summary>Keeps a frame. False when the medium refuses.</summary>
    internal bool Keep(byte[] frame, int length, long expiresAtMs, long nowMs)
    {
        if (expiresAtMs - nowMs < LeastLifetimeMs)
        {
            return true;
        }

        // What comes in while old frames are given back is not one of them, and may move them to other places.
        bool wasRestoring = IsRestoring;
        uint nowS = _trust.Time.Seconds(nowMs);
        bool kept = _archive.Add(frame, length, nowS + (uint)((expiresAtMs - nowMs) / 1000), nowS);
        _next = wasRestoring ? 0 : _archive.Count;
        return kept;
    }

    /// <summary>Gives the next stored frame back to the engine. False when there was nothing to give: ask again while <see cref="IsRestoring"/>.</summary>
    internal bool Next(long nowMs)
    {
        if (!Read(_next++, nowMs))
        {
            return false;
        }

        if (!Open())
        {
            // Its epoch is over: nobody can open it any more.
            Drop();
            return false;
        }

        _engine.Restore(Frame, FrameLength, ExpiresAtMs, nowMs);
        return true;
    }

    /// <summary>Reads and opens one of the alerts and trust frames, 0 to <see cref="KeptCount"/> - 1. False when it is of another type or worth nothing any more.</summary>
    internal bool Open(int place, FrameType type, long nowMs)
    {
        return Read(place, nowMs) && FrameHeader.Type(Frame) == type && Open();
    }

    /// <summary>Forgets the frame that <see cref="Next"/> found: it is worth nothing any more.</summary>
    internal void Drop()
    {
        Drop(FrameHeader.Type(Frame), FrameHeader.Origin(Frame), FrameHeader.Counter(Frame));
    }

    /// <summary>Forgets a frame before its time.</summary>
    internal void Drop(FrameType type, ushort origin, uint counter)
    {
        if (_archive.Holds(type, origin, counter) && _archive.Remove(type, origin, counter) && _next > 0)
        {
            _next--;
        }
    }

    private bool Read(int place, long nowMs)
    {
        FrameLength = _archive.Read(place, Frame, out uint expiresS);
        uint nowS = _trust.Time.Seconds(nowMs);
        if (FrameLength == 0 || expiresS <= nowS)
        {
            return false;
        }

        ExpiresAtMs = nowMs + ((expiresS - nowS) * 1000L);
        return true;
    }

    private bool Open()
    {
        int opened = _trust.Keys.Open(Frame, FrameLength, _scratch);
        int prefix = opened < 0 ? -1 : ItemPrefix.Parse(_scratch, opened, FrameHeader.Type(Frame));
        if (prefix < 0)
        {
            // It is old, not of somebody who missed a change.
            _trust.Keys.ForeignEpoch = -1;
            return false;
        }

        PayloadLength = opened - prefix;
        for (int i = 0; i < PayloadLength; i++)
        {
            _scratch[i] = _scratch[prefix + i];
        }

        return true;
    }
}

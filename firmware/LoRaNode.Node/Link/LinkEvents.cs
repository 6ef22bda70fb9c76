using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>
/// What one port is told without asking. Nothing is queued: the port remembers how far it has told, and what is gone before its turn is
/// not told. A subscription ends by itself, so that a tool that went away costs nothing for long.
/// </summary>
internal sealed class LinkEvents
{
    /// <summary>Bytes of a request's body: seconds (2; 0 ends the subscription), kinds wanted (1; bit n for kind n).</summary>
    internal const int BodySize = 3;

    /// <summary>Longest subscription in seconds; the tool renews it.</summary>
    internal const int MaxSeconds = 600;

    private readonly ILinkTarget _target;
    private long _untilMs = long.MinValue;
    private int _kinds;
    private uint _texts;
    private uint _logIndex;
    private ushort _number;

    internal LinkEvents(ILinkTarget target)
    {
        _target = target;
    }

    /// <summary>Takes a request that was found good. A renewal goes on where the port is.</summary>
    internal void Subscribe(byte[] request, long nowMs)
    {
        if (nowMs >= _untilMs)
        {
            _texts = _target.TextsAdded;
            _logIndex = _target.NextLogIndex;
        }

        _kinds = request[LinkMessage.RequestHeader + 2];
        _untilMs = nowMs + (LittleEndian.Get16(request, LinkMessage.RequestHeader) * 1000L);
    }

    /// <summary>Writes the next event as a message. Returns its length, 0 when there is nothing to tell.</summary>
    internal int Next(byte[] message, long nowMs)
    {
        if (nowMs >= _untilMs)
        {
            return 0;
        }

        const int Start = LinkMessage.ReplyHeader;
        int written = 0;
        LinkEventKind kind = LinkEventKind.Text;

        // A restart of the node's part in the network begins the count anew.
        _texts = _texts > _target.TextsAdded ? 0 : _texts;
        while (written == 0 && _texts != _target.TextsAdded)
        {
            uint place = _target.TextsAdded - _texts - 1;
            _texts++;
            written = place <= byte.MaxValue && Wants(kind) ? _target.ReadText((int)place, 0, message, Start, message.Length - Start, nowMs) : 0;
        }

        if (written == 0 && Wants(LinkEventKind.Log) && _logIndex != _target.NextLogIndex)
        {
            kind = LinkEventKind.Log;
            written = _target.ReadLog(_logIndex, message, Start, message.Length - Start);
            _logIndex = _target.NextLogIndex;
            for (int at = Start; at < Start + written; at += Log.NodeLog.EntryHeader + message[at + 4])
            {
                _logIndex = LittleEndian.Get32(message, at) + 1;
            }
        }

        if (written == 0)
        {
            return 0;
        }

        message[0] = (byte)LinkOperation.Event | LinkMessage.ReplyFlag;
        LittleEndian.Put16(message, 1, _number++);
        message[3] = (byte)kind;
        return Start + written;
    }

    private bool Wants(LinkEventKind kind)
    {
        return (_kinds & (1 << (int)kind)) != 0;
    }
}

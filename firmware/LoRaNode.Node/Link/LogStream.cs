using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>
/// Log records in many replies to one request, one reply in a pass, so that a cable is never idle for the time of a round trip. Each reply
/// says from which number on it goes: whoever reads sees at once that one was lost, and asks again from there. The last one is empty.
/// </summary>
internal sealed class LogStream
{
    /// <summary>Bytes of a request's body: first number wanted (4), replies wanted (1).</summary>
    internal const int BodySize = 5;

    /// <summary>Bytes before the records in a reply's body: number from which on it goes (4).</summary>
    internal const int HeadSize = 4;

    private readonly ILinkTarget _target;
    private readonly byte[] _head = new byte[LinkMessage.ReplyHeader];
    private uint _next;
    private int _left;

    internal LogStream(ILinkTarget target)
    {
        _target = target;
    }

    /// <summary>True while replies are due.</summary>
    internal bool IsRunning
    {
        get { return _left > 0; }
    }

    /// <summary>Begins anew for a request that was found good.</summary>
    internal void Begin(byte[] request)
    {
        _head[0] = (byte)(request[0] | LinkMessage.ReplyFlag);
        _head[1] = request[1];
        _head[2] = request[2];
        _head[3] = (byte)LinkStatus.Ok;
        _next = LittleEndian.Get32(request, LinkMessage.RequestHeader);
        _left = request[LinkMessage.RequestHeader + 4];
    }

    /// <summary>Writes the next reply. Returns its length.</summary>
    internal int Next(byte[] reply)
    {
        System.Array.Copy(_head, 0, reply, 0, _head.Length);
        LittleEndian.Put32(reply, LinkMessage.ReplyHeader, _next);
        int start = LinkMessage.ReplyHeader + HeadSize;
        int end = start + _target.ReadLog(_next, reply, start, reply.Length - start);
        _left = end == start ? 0 : _left - 1;
        for (int at = start; at < end; at += Log.NodeLog.EntryHeader + reply[at + 4])
        {
            _next = LittleEndian.Get32(reply, at) + 1;
        }

        return end;
    }
}

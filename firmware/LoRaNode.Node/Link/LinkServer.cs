using System;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Settings;

namespace LoRaNode.Node.Link;

/// <summary>
/// Answers requests. A request that comes again with the same tag and content (its reply was lost) gets the same reply and does
/// nothing twice. (Longer replies are those of questions, which are simply answered again.) Any bytes give a reply with an error or none.
/// </summary>
public sealed class LinkServer
{
    private readonly ILinkTarget _target;
    // Longer than any reply that says what was done.
    private const int KeptReply = 64;

    private readonly byte[] _lastReply = new byte[KeptReply];
    private int _lastReplyLength;
    private uint _lastCrc;

    /// <summary>Answers in the name of a node.</summary>
    public LinkServer(ILinkTarget target)
    {
        _target = target;
    }

    /// <summary>Who is asked.</summary>
    public ILinkTarget Target
    {
        get { return _target; }
    }

    /// <summary>Bytes of one reply, for all ways into the node: what is in them is on its way before the next request is taken.</summary>
    public byte[] Reply { get; } = new byte[LinkMessage.MaxLength];

    /// <summary>
    /// Answers a request. Returns the length of the reply written to <paramref name="reply"/> (at least
    /// <see cref="LinkMessage.MaxLength"/> bytes), or 0 when the bytes are no request at all.
    /// </summary>
    public int Handle(byte[] request, int length, byte[] reply, long nowMs)
    {
        if (length < LinkMessage.RequestHeader || length > LinkMessage.MaxLength || (request[0] & LinkMessage.ReplyFlag) != 0)
        {
            return 0;
        }

        uint crc = Crc32.Of(request, 0, length);
        if (_lastReplyLength > 0 && crc == _lastCrc)
        {
            Array.Copy(_lastReply, 0, reply, 0, _lastReplyLength);
            return _lastReplyLength;
        }

        int end = LinkMessage.ReplyHeader;
        LinkStatus status = Answer(request, length, reply, ref end, nowMs);
        reply[0] = (byte)(request[0] | LinkMessage.ReplyFlag);
        reply[1] = request[1];
        reply[2] = request[2];
        reply[3] = (byte)status;
        _lastCrc = crc;
        _lastReplyLength = end <= KeptReply ? end : 0;
        Array.Copy(reply, 0, _lastReply, 0, _lastReplyLength);
        return end;
    }

    private LinkStatus Answer(byte[] request, int length, byte[] reply, ref int end, long nowMs)
    {
        const int Body = LinkMessage.RequestHeader;
        int bodyLength = length - Body;
        uint counter;
        LinkStatus status;
        switch ((LinkOperation)request[0])
        {
            case LinkOperation.Identify:
                // Made when a tool asks: on the device an object takes twelve bytes a field.
                NodeIdentification identification = new NodeIdentification();
                _target.Identify(identification, nowMs);
                identification.Write(reply, end);
                end += NodeIdentification.Size;
                return LinkStatus.Ok;

            case LinkOperation.Provision:
                return _target.Provision(request, Body, bodyLength, nowMs);

            case LinkOperation.FactoryErase:
                return _target.FactoryErase(nowMs);

            case LinkOperation.ReadLog:
                if (bodyLength != 4)
                {
                    return LinkStatus.Malformed;
                }

                end += _target.ReadLog(LittleEndian.Get32(request, Body), reply, end, reply.Length - end);
                return LinkStatus.Ok;

            case LinkOperation.SendAlert:
            case LinkOperation.SendTrust:
                status = (LinkOperation)request[0] == LinkOperation.SendAlert
                    ? _target.SendAlert(request, Body, bodyLength, nowMs, out counter, out byte reason)
                    : _target.SendTrust(request, Body, bodyLength, nowMs, out counter, out reason);
                if (status == LinkStatus.Refused)
                {
                    reply[end++] = reason;
                    return status;
                }

                return WithCounter(status, counter, reply, ref end);

            case LinkOperation.SendMessage:
                status = _target.SendMessage(request, Body, bodyLength, nowMs, out counter);
                return WithCounter(status, counter, reply, ref end);

            case LinkOperation.SendMessageOnce:
                status = _target.SendMessageOnce(request, Body, bodyLength, nowMs, out counter);
                return WithCounter(status, counter, reply, ref end);

            case LinkOperation.ReadText:
                if (bodyLength != 3)
                {
                    return LinkStatus.Malformed;
                }

                int written = _target.ReadText(request[Body], LittleEndian.Get16(request, Body + 1), reply, end, reply.Length - end, nowMs);
                end += written;
                return written > 0 ? LinkStatus.Ok : LinkStatus.NotFound;

            case LinkOperation.Statistics:
                NodeStatistics statistics = new NodeStatistics();
                _target.Statistics(statistics, nowMs);
                statistics.Write(reply, end);
                end += NodeStatistics.Size;
                return LinkStatus.Ok;

            default:
                return AnswerMore(request, bodyLength, reply, ref end, nowMs);
        }
    }

    /// <summary>What a technician's tool asks for beside news and logs.</summary>
    private LinkStatus AnswerMore(byte[] request, int bodyLength, byte[] reply, ref int end, long nowMs)
    {
        const int Body = LinkMessage.RequestHeader;
        switch ((LinkOperation)request[0])
        {
            case LinkOperation.GetSettings:
                end += _target.GetSettings(reply, end);
                return LinkStatus.Ok;

            case LinkOperation.SetSettings:
                LinkStatus status = _target.SetSettings(request, Body, bodyLength, nowMs, out SettingsFault fault);
                if (status == LinkStatus.Refused)
                {
                    reply[end++] = (byte)fault;
                }

                return status;

            case LinkOperation.StreamLog:
                return bodyLength == LogStream.BodySize && request[Body + 4] > 0 ? LinkStatus.Ok : LinkStatus.Malformed;

            case LinkOperation.Subscribe:
                return bodyLength == LinkEvents.BodySize && LittleEndian.Get16(request, Body) <= LinkEvents.MaxSeconds
                    ? LinkStatus.Ok
                    : LinkStatus.Malformed;

            case LinkOperation.Neighbours:
                if (bodyLength != 1)
                {
                    return LinkStatus.Malformed;
                }

                end += _target.ReadNeighbours(request[Body], reply, end, reply.Length - end, nowMs);
                return LinkStatus.Ok;

            case LinkOperation.SelfTest:
                if (bodyLength != 1)
                {
                    return LinkStatus.Malformed;
                }

                end += _target.SelfTest(request[Body], reply, end, reply.Length - end);
                return LinkStatus.Ok;

            case LinkOperation.NoteVitalSigns:
                return _target.NoteVitalSigns(nowMs);

            case LinkOperation.Reboot:
                _target.Reboot();
                return LinkStatus.Ok;

            case LinkOperation.Probe:
                return _target.Probe(nowMs);

            case LinkOperation.Panic:
                return _target.Panic(nowMs);

            default:
                return LinkStatus.UnknownOperation;
        }
    }

    private static LinkStatus WithCounter(LinkStatus status, uint counter, byte[] reply, ref int end)
    {
        if (status == LinkStatus.Ok)
        {
            LittleEndian.Put32(reply, end, counter);
            end += 4;
        }

        return status;
    }
}

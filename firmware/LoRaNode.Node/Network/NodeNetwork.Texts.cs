using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Node.Texts;

namespace LoRaNode.Node.Network;

/// <content>Reads what is shown, from memory or from the medium.</content>
public sealed partial class NodeNetwork
{
    /// <summary>
    /// Reads the text at a place of <see cref="Board"/>, 0 the newest. Its payload lies in bytes that others use as well: it is valid until the
    /// next call into the node. False when there is none.
    /// </summary>
    public bool TryReadText(int place, ShownText text, long nowMs)
    {
        FrameType type;
        ushort origin;
        uint counter;
        uint arrivedS;
        uint expiresS;
        while (true)
        {
            if (!Board.TryGet(place, out type, out origin, out counter, out arrivedS, out expiresS))
            {
                return false;
            }

            if (_keeper.TryReadItem(type, origin, counter))
            {
                break;
            }

            // The medium lost it, or its key is gone: the next one takes its place.
            Board.Remove(type, origin, counter);
        }

        uint nowS = _trust.Time.Seconds(nowMs);
        long shownAtMs = nowMs - (AgeSeconds(arrivedS, nowMs) * 1000L);
        long expiresAtMs = nowMs + ((expiresS > nowS ? expiresS - nowS : 0) * 1000L);
        Fill(text, type, origin, counter, FrameHeader.Transmitter(_keeper.Frame), (byte)FrameHeader.HopsLeft(_keeper.Frame), shownAtMs, expiresAtMs);
        text.Payload = _keeper.Payload;
        return TryFindText(text, _keeper.PayloadLength);
    }

    /// <summary>Seconds since a moment of the calendar; 0 for one that is still to come.</summary>
    public uint AgeSeconds(uint momentS, long nowMs)
    {
        uint nowS = _trust.Time.Seconds(nowMs);
        return nowS > momentS ? nowS - momentS : 0;
    }

    /// <summary>Name of the issuer of an alert that was read; empty for one that is not known any more.</summary>
    public string IssuerOf(ShownText text)
    {
        AlertPayload alert = new AlertPayload();
        int index = alert.TryRead(text.Payload, text.PayloadLength) ? _trust.Issuers.Find(alert.Issuer) : -1;
        if (index < 0)
        {
            return string.Empty;
        }

        byte[] name = new byte[CertificatePayload.MaxName];
        int length = _trust.Issuers.CopyName(index, name, 0);
        return System.Text.Encoding.UTF8.GetString(name, 0, length);
    }

    private static void Fill(ShownText text, FrameType type, ushort origin, uint counter, ushort heardFrom, byte hopsLeft, long shownAtMs, long expiresAtMs)
    {
        text.Type = type;
        text.Origin = origin;
        text.Counter = counter;
        text.HeardFrom = heardFrom;
        text.HopsLeft = hopsLeft;
        text.ShownAtMs = shownAtMs;
        text.ExpiresAtMs = expiresAtMs;
    }

    /// <summary>Finds where the words are in a payload of this length.</summary>
    private static bool TryFindText(ShownText text, int length)
    {
        text.PayloadLength = length;
        if (text.Type != FrameType.Alert)
        {
            text.TextOffset = MessagePayload.HeadSize;
            text.TextLength = length - MessagePayload.HeadSize;
            return text.TextLength >= 0;
        }

        AlertPayload alert = new AlertPayload();
        bool isAlert = alert.TryRead(text.Payload, length);
        text.TextOffset = alert.TextOffset;
        text.TextLength = alert.TextLength;
        return isAlert;
    }
}

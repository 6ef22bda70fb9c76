using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>A text that a node shows, read over the link.</summary>
/// <param name="Head">Who made it, who gave it, how old it is.</param>
/// <param name="Text">What it says; null when the models here do not decode it.</param>
/// <param name="Alert">What an alert says about itself; null for a message.</param>
public sealed record ReceivedText(TextEntry Head, string? Text, AlertPayload? Alert)
{
    /// <summary>Reads the body of an event or of a reply. Null when it is none, or not whole.</summary>
    public static ReceivedText? TryRead(byte[] body, TextCoding coding)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(coding);
        var head = new TextEntry();
        if (!head.TryRead(body, body.Length) || body.Length < TextEntry.HeadSize + head.PayloadLength)
        {
            return null;
        }

        byte[] payload = body[TextEntry.HeadSize..(TextEntry.HeadSize + head.PayloadLength)];
        var alert = new AlertPayload();
        bool isAlert = head.Type == FrameType.Alert && alert.TryRead(payload, payload.Length);
        return new ReceivedText(head, coding.Decode(payload[head.TextOffset..(head.TextOffset + head.TextLength)]), isAlert ? alert : null);
    }
}

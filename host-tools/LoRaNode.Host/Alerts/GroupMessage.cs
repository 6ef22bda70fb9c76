using LoRaNode.Core.Frames;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>A member's message to the group, ready to be sent. Its text is kept nowhere on this computer.</summary>
/// <param name="Payload">What goes over the air.</param>
/// <param name="Preview">What it costs.</param>
public sealed record GroupMessage(byte[] Payload, TextPreview Preview)
{
    /// <summary>Composes a message.</summary>
    /// <exception cref="UserError">The text is empty, too long or no Unicode.</exception>
    public static GroupMessage Of(string text, NetworkRadio radio)
    {
        ArgumentNullException.ThrowIfNull(radio);
        byte[] encoded = new TextCoding().Encode(text, out ContentLanguage language);
        byte[] payload = new byte[MessagePayload.HeadSize + encoded.Length];
        new MessagePayload { Language = language }.TryWrite(payload);
        encoded.CopyTo(payload, MessagePayload.HeadSize);
        return payload.Length <= ShownText.MaxPayload
            ? new GroupMessage(payload, new TextPreview(text, encoded.Length, AirCost.Of(payload.Length, radio.Settings), radio))
            : throw new UserError("keys.error.alertlong", encoded.Length, ShownText.MaxPayload - MessagePayload.HeadSize);
    }
}

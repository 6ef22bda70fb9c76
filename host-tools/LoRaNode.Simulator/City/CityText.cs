using LoRaNode.Core.Frames;
using LoRaNode.Core.Text;

namespace LoRaNode.Simulator.City;

/// <summary>The text of a city's alert in the bytes of the air.</summary>
internal static class CityText
{
    /// <summary>Most encoded bytes of a text in one alert: what fits one frame beside fields and signature.</summary>
    internal const int MaxBytes = AlertPayload.MaxSize - AlertPayload.MinHead - AlertPayload.SignatureSize;

    // A text that takes more than any item of the air could hold is not worth an exact number.
    private const int CountedBytes = 4096;

    /// <summary>Encodes a text. Null when it is no valid Unicode or far too long.</summary>
    internal static byte[]? Encode(string text)
    {
        byte[] buffer = new byte[CountedBytes];
        int length = new TextEncoder(new TextModels(new EmbeddedTextModelStore())).Encode(text, buffer, 0, buffer.Length);
        return length < 0 ? null : buffer[..length];
    }
}

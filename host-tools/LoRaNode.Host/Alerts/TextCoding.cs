using LoRaNode.Core.Frames;
using LoRaNode.Core.Text;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>Texts to bytes and back with the models that the nodes have. Not for several threads at once.</summary>
public sealed class TextCoding
{
    private readonly TextEncoder _encoder;
    private readonly TextDecoder _decoder;
    private readonly byte[] _bytes = new byte[4 * TextLimits.MaxChars];
    private readonly char[] _chars = new char[TextLimits.MaxChars];

    /// <summary>Loads the models that are built in.</summary>
    public TextCoding()
    {
        var models = new TextModels(new EmbeddedTextModelStore());
        _encoder = new TextEncoder(models);
        _decoder = new TextDecoder(models);
    }

    /// <summary>Encodes a text, and decodes it again as every node will.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">The language that it ends in by the codec's choice.</param>
    /// <exception cref="UserError">It is empty, too long or no Unicode.</exception>
    public byte[] Encode(string text, out ContentLanguage language)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UserError("alert.error.empty");
        }

        int length = _encoder.Encode(text, _bytes, 0, _bytes.Length);
        switch (length)
        {
            case TextError.InvalidUnicode:
                throw new UserError("alert.error.unicode");
            case < 0:
                throw new UserError("alert.error.chars", text.Length, TextLimits.MaxChars);
        }

        byte[] bytes = _bytes[..length];
        if (Decode(bytes) != text)
        {
            throw new InvalidOperationException("A text does not come back from the codec.");
        }

        language = _decoder.Language switch
        {
            TextLanguage.Kazakh => ContentLanguage.Kazakh,
            TextLanguage.Russian => ContentLanguage.Russian,
            _ => ContentLanguage.English,
        };
        return bytes;
    }

    /// <summary>Decodes a text; null when the bytes are none that the models know.</summary>
    public string? Decode(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        int count = _decoder.Decode(bytes, 0, bytes.Length, _chars, _chars.Length);
        return count < 0 ? null : new string(_chars, 0, count);
    }
}

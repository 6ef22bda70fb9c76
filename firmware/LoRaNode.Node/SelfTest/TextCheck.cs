using LoRaNode.Core.Text;

namespace LoRaNode.Node.SelfTest;

/// <summary>A text of one language decoded from the bytes that this version of the models gives it.</summary>
public sealed class TextCheck : SelfCheck
{
    private readonly TextDecoder _decoder;
    private readonly TextLanguage _language;

    /// <summary>Creates the check of a language.</summary>
    public TextCheck(TextDecoder decoder, TextLanguage language)
    {
        _decoder = decoder;
        _language = language;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "text decoded, " + (_language == TextLanguage.Kazakh ? "kazakh" : _language == TextLanguage.Russian ? "russian" : "english"); }
    }

    /// <summary>The text of a language.</summary>
    public static string TextOf(TextLanguage language)
    {
        return language == TextLanguage.Kazakh ? "Көпір жабық"
            : language == TextLanguage.Russian ? "Мост закрыт"
            : "Bridge closed";
    }

    /// <summary>Its encoding, in hexadecimal digits.</summary>
    public static string EncodingOf(TextLanguage language)
    {
        return language == TextLanguage.Kazakh ? "3a5e80ca9c46" : language == TextLanguage.Russian ? "7eb095c38d" : "dc5602b844";
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        char[] expected = TextOf(_language).ToCharArray();
        byte[] encoded = Hex.Bytes(EncodingOf(_language));
        char[] decoded = new char[expected.Length + 1];
        if (_decoder.Decode(encoded, 0, encoded.Length, decoded, decoded.Length) != expected.Length)
        {
            return false;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (decoded[i] != expected[i])
            {
                return false;
            }
        }

        return true;
    }
}

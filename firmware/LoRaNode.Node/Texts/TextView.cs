using LoRaNode.Core.Text;

namespace LoRaNode.Node.Texts;

/// <summary>
/// Turns shown texts into what a person reads, when somebody looks: decoding takes about a tenth of a second for a long alert on the
/// board, so nothing is decoded that nobody reads, and the words are not kept. The constructor takes the memory, about 10 KB.
/// </summary>
public sealed class TextView
{
    /// <summary>Longest text in UTF-16 units.</summary>
    public const int MaxChars = 1024;

    private readonly char[] _chars = new char[MaxChars];

    /// <summary>Reads texts with the models of a store.</summary>
    public TextView(ITextModelStore models)
    {
        Decoder = new TextDecoder(new TextModels(models));
    }

    /// <summary>The decoder, between two texts.</summary>
    public TextDecoder Decoder { get; private set; }

    /// <summary>The text, or null when it cannot be decoded: made with newer models, or damaged before it was signed.</summary>
    public string Read(ShownText text)
    {
        int count = Decoder.Decode(text.Payload, text.TextOffset, text.TextLength, _chars, MaxChars);
        return count < 0 ? null : new string(_chars, 0, count);
    }
}

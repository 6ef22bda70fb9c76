using LoRaNode.Core.Text;

namespace LoRaNode.Node.Texts;

/// <summary>
/// Turns shown texts into what a person reads, when somebody looks: decoding takes about a tenth of a second for a long alert on the
/// board, so nothing is decoded that nobody reads, and the words are not kept. The constructor takes 8 KB; 2 KB more are taken while
/// a text is decoded.
/// </summary>
public sealed class TextView
{
    /// <summary>Longest text in UTF-16 units.</summary>
    public const int MaxChars = 1024;

    /// <summary>Reads texts with the models of a store.</summary>
    public TextView(ITextModelStore models)
    {
        TextModels open = new TextModels(models);
        Scratch = open.Scratch;
        Decoder = new TextDecoder(open);
    }

    /// <summary>More than four kilobytes for whoever works between two texts: nothing stays in them.</summary>
    public byte[] Scratch { get; private set; }

    /// <summary>The decoder, between two texts.</summary>
    public TextDecoder Decoder { get; private set; }

    /// <summary>The text, or null when it cannot be decoded: made with newer models, or damaged before it was signed.</summary>
    public string Read(ShownText text)
    {
        char[] characters = new char[MaxChars];
        int count = Decoder.Decode(text.Payload, text.TextOffset, text.TextLength, characters, MaxChars);
        return count < 0 ? null : new string(characters, 0, count);
    }
}

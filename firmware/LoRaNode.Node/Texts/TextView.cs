using System;
using LoRaNode.Core.Text;

namespace LoRaNode.Node.Texts;

/// <summary>
/// Turns shown texts into what a person reads, when somebody looks: decoding takes a tenth of a second or two for a long alert on the
/// board, so nothing is decoded that nobody reads, it is done in slices, and the words are not kept. The constructor takes 8 KB; 2 KB more
/// are taken while a text is decoded.
/// </summary>
public sealed class TextView
{
    /// <summary>Longest text in UTF-16 units.</summary>
    public const int MaxChars = 1024;

    // Some 30,000 IL instructions and the lines of the model that they need: about 15 ms on the board.
    private const int SymbolsPerStep = 12;

    private byte[] _bytes;
    private char[] _characters;

    /// <summary>Reads texts with the models of a store.</summary>
    public TextView(ITextModelStore models)
    {
        TextModels open = new TextModels(models);
        Scratch = open.Share();
        Decoder = new TextDecoder(open);
    }

    /// <summary>More than four kilobytes for whoever works between two texts: nothing stays in them.</summary>
    public byte[] Scratch { get; private set; }

    /// <summary>The decoder, between two texts.</summary>
    public TextDecoder Decoder { get; private set; }

    /// <summary>The text, or null when it cannot be decoded: made with newer models, or damaged before it was signed.</summary>
    public string Read(ShownText text)
    {
        Begin(text);
        while (!Step(out _))
        {
        }

        char[] characters = Take();
        return characters == null ? null : new string(characters);
    }

    /// <summary>Begins to decode a text; drops one that was under way. Its bytes are copied: they may lie in <see cref="Scratch"/>, which decoding overwrites.</summary>
    public void Begin(ShownText text)
    {
        _bytes = new byte[text.TextLength];
        Array.Copy(text.Payload, text.TextOffset, _bytes, 0, text.TextLength);
        _characters = new char[MaxChars];
        Decoder.Begin(_bytes, 0, _bytes.Length, _characters, MaxChars);
    }

    /// <summary>Does a slice. True when the text has ended; <paramref name="isLost"/> when somebody else used the decoder meanwhile: begin anew.</summary>
    public bool Step(out bool isLost)
    {
        isLost = !Decoder.IsDecodingInto(_characters);
        return Decoder.Step(_characters, SymbolsPerStep);
    }

    /// <summary>Nothing of a text stays in memory.</summary>
    public void Wipe()
    {
        Array.Clear(Scratch, 0, Scratch.Length);
        if (_characters != null)
        {
            Array.Clear(_characters, 0, _characters.Length);
            Array.Clear(_bytes, 0, _bytes.Length);
        }

        _bytes = null;
        _characters = null;
    }

    /// <summary>The characters of the text that has ended; null when it cannot be decoded.</summary>
    public char[] Take()
    {
        int count = Decoder.Result;
        char[] characters = count < 0 ? null : new char[count];
        if (count > 0)
        {
            Array.Copy(_characters, 0, characters, 0, count);
        }

        _bytes = null;
        _characters = null;
        return characters;
    }
}

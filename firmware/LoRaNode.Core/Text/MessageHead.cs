namespace LoRaNode.Core.Text;

/// <summary>
/// The start of each message: version of the models and language, in 1.7 bits. Of 256 slices each language of this version has
/// 80; the last 16 are for versions to come, which this build refuses. (No build with a version before was released, so their
/// slices are these.)
/// </summary>
internal static class MessageHead
{
    /// <summary>The slices of a language.</summary>
    internal const int Size = 80;

    internal static int From(int language)
    {
        return language * Size;
    }

    /// <summary>Reads the head. Returns the language, or <see cref="TextError.UnknownModelVersion"/>.</summary>
    internal static int Read(SymbolDecoder decoder)
    {
        int language = decoder.PeekSlice() / Size;
        if (language >= TextLimits.Languages)
        {
            return TextError.UnknownModelVersion;
        }

        decoder.TakeSlice(From(language), Size);
        return language;
    }
}

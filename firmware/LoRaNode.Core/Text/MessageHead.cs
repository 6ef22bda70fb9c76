namespace LoRaNode.Core.Text;

/// <summary>
/// The start of each message: version of the models and language, in 1.8 bits. Of 256 slices each language of version 1 has
/// 74 or 75; the last 32 are for versions to come, which this build refuses.
/// </summary>
internal static class MessageHead
{
    private const int Known = 224;

    internal static int From(int language)
    {
        return language * 75;
    }

    internal static int Size(int language)
    {
        return language == TextLimits.Languages - 1 ? Known - (75 * (TextLimits.Languages - 1)) : 75;
    }

    /// <summary>Reads the head. Returns the language, or <see cref="TextError.UnknownModelVersion"/>.</summary>
    internal static int Read(SymbolDecoder decoder)
    {
        int slice = decoder.PeekSlice();
        if (slice >= Known)
        {
            return TextError.UnknownModelVersion;
        }

        int language = slice / 75;
        decoder.TakeSlice(From(language), Size(language));
        return language;
    }
}

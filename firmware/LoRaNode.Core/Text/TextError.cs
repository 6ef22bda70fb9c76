namespace LoRaNode.Core.Text;

/// <summary>What coding and decoding return instead of a length when they refuse their input. All are negative.</summary>
public static class TextError
{
    /// <summary>The string is not Unicode: a surrogate without its other half.</summary>
    public const int InvalidUnicode = -1;

    /// <summary>More than <see cref="TextLimits.MaxChars"/> characters, or more than the caller has room for.</summary>
    public const int TooLong = -2;

    /// <summary>The message was made with a version of the models that this build does not have.</summary>
    public const int UnknownModelVersion = -3;

    /// <summary>The bytes are not what the encoder produces: cut off, followed by others, or damaged.</summary>
    public const int Malformed = -4;

    /// <summary>The model of the message's language is missing from the store or damaged.</summary>
    public const int ModelUnavailable = -5;
}

namespace LoRaNode.Core.Text;

/// <summary>The limits of the text codec.</summary>
public static class TextLimits
{
    /// <summary>The longest text in UTF-16 units; a frame at the fastest data rate never holds as many.</summary>
    public const int MaxChars = 2048;

    /// <summary>The largest model of one language, bytes.</summary>
    public const int MaxModelBytes = 96 * 1024;

    /// <summary>The version of the models that this build codes with; it travels with each message.</summary>
    public const int ModelVersion = 3;

    /// <summary>How many languages have a model.</summary>
    public const int Languages = 3;
}

namespace LoRaNode.Core.Frames;

/// <summary>Language of a text.</summary>
public enum ContentLanguage : byte
{
    /// <summary>Kazakh (kk).</summary>
    Kazakh = 0,

    /// <summary>Russian (ru).</summary>
    Russian = 1,

    /// <summary>English (en).</summary>
    English = 2,

    /// <summary>Any other, or mixed.</summary>
    Other = 3,
}

namespace LoRaNode.Host.Texts;

/// <summary>A language in which the tools speak to people; all three are on equal footing.</summary>
public enum Language
{
    /// <summary>English (<c>en</c>).</summary>
    English,

    /// <summary>Russian (<c>ru</c>).</summary>
    Russian,

    /// <summary>Kazakh in Cyrillic letters (<c>kk</c>).</summary>
    Kazakh,
}

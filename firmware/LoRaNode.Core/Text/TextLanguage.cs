namespace LoRaNode.Core.Text;

/// <summary>The languages that have a model. The numbers travel in messages and never change.</summary>
public enum TextLanguage
{
    /// <summary>Kazakh in Cyrillic letters.</summary>
    Kazakh = 0,

    /// <summary>Russian.</summary>
    Russian = 1,

    /// <summary>English.</summary>
    English = 2,
}

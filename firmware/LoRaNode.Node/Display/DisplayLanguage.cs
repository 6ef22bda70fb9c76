namespace LoRaNode.Node.Display;

/// <summary>Language of the display. Values are stored in the settings: never renumber.</summary>
public enum DisplayLanguage : byte
{
    /// <summary>Kazakh.</summary>
    Kazakh = 0,

    /// <summary>Russian.</summary>
    Russian = 1,

    /// <summary>English.</summary>
    English = 2,
}

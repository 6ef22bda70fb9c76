namespace LoRaNode.Core.Frames;

/// <summary>How bad it is (CAP 1.2, severity).</summary>
public enum AlertSeverity : byte
{
    /// <summary>Extraordinary threat to life or property.</summary>
    Extreme = 0,

    /// <summary>Significant threat.</summary>
    Severe = 1,

    /// <summary>Possible threat.</summary>
    Moderate = 2,

    /// <summary>Little or no threat.</summary>
    Minor = 3,

    /// <summary>Not known.</summary>
    Unknown = 4,
}

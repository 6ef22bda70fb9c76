namespace LoRaNode.Core.Trust;

/// <summary>What an issuer may do: bits 0 to 11 are the CAP categories of its alerts (bit 0 Geo … bit 11 Other).</summary>
public static class IssuerScope
{
    /// <summary>Alerts of every category.</summary>
    public const int AllCategories = 0x0FFF;

    /// <summary>May state the time.</summary>
    public const int Time = 0x1000;

    /// <summary>Only drills: its alerts must say that they are exercises.</summary>
    public const int ExercisesOnly = 0x2000;

    /// <summary>All bits that have a meaning; the others are refused.</summary>
    public const int Mask = 0x3FFF;
}

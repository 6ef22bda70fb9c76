namespace LoRaNode.Core.Frames;

/// <summary>How soon to act (CAP 1.2, urgency).</summary>
public enum AlertUrgency : byte
{
    /// <summary>Act now.</summary>
    Immediate = 0,

    /// <summary>Act within the next hour.</summary>
    Expected = 1,

    /// <summary>Act in the near future.</summary>
    Future = 2,

    /// <summary>No longer required.</summary>
    Past = 3,

    /// <summary>Not known.</summary>
    Unknown = 4,
}

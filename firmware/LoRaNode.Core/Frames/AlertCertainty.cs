namespace LoRaNode.Core.Frames;

/// <summary>How sure it is (CAP 1.2, certainty).</summary>
public enum AlertCertainty : byte
{
    /// <summary>Has occurred or is going on.</summary>
    Observed = 0,

    /// <summary>More likely than not.</summary>
    Likely = 1,

    /// <summary>Possible but not likely.</summary>
    Possible = 2,

    /// <summary>Not expected.</summary>
    Unlikely = 3,

    /// <summary>Not known.</summary>
    Unknown = 4,
}

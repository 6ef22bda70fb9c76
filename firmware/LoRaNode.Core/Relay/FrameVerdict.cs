namespace LoRaNode.Core.Relay;

/// <summary>What the owner of the engine thinks of a new, authentic frame.</summary>
public enum FrameVerdict : byte
{
    /// <summary>The owner has taken it; it is stored and relayed.</summary>
    Accept,

    /// <summary>Its signature is being checked; the contention wait runs meanwhile and <see cref="RelayEngine.Resolve"/> follows.</summary>
    Pending,

    /// <summary>It is not worth anybody's airtime: never relayed, never stored. An unsigned one is not judged again; the number of a signed one stays free for the true item.</summary>
    Refuse,

    /// <summary>It cannot be judged now: forgotten at once, as if it had not come, and judged anew when it is heard again.</summary>
    Later,
}

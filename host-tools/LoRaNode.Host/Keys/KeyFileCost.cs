namespace LoRaNode.Host.Keys;

/// <summary>How much work a guess of the passphrase is (Argon2id, RFC 9106).</summary>
/// <param name="MemoryLog2KiB">Memory, as a power of two of KiB: 13 (8 MiB) to 20 (1 GiB).</param>
/// <param name="Passes">Passes over it, 1 to 10.</param>
public readonly record struct KeyFileCost(byte MemoryLog2KiB, byte Passes)
{
    /// <summary>64 MiB and three passes: the second recommendation of RFC 9106, section 4, in about a third of a second.</summary>
    public static KeyFileCost Default { get; } = new(16, 3);

    /// <summary>The least that a file may have; for tests.</summary>
    public static KeyFileCost Least { get; } = new(13, 1);

    /// <summary>True when a file may ask for it: a damaged or hostile file must not exhaust the machine.</summary>
    public bool IsAllowed => MemoryLog2KiB is >= 13 and <= 20 && Passes is >= 1 and <= 10;
}

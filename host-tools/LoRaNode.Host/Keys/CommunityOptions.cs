using System.Security.Cryptography;

namespace LoRaNode.Host.Keys;

/// <summary>Choices made once, when a community is founded.</summary>
public sealed record CommunityOptions
{
    /// <summary>
    /// Levels of the key tree: room for 2^depth nodes over the life of the community, those left out included. Nine (512 nodes) is the most
    /// for which leaving out one node fits a single frame.
    /// </summary>
    public int Depth { get; init; } = 9;

    /// <summary>Work of a guess of the passphrase.</summary>
    public KeyFileCost Cost { get; init; } = KeyFileCost.Default;

    /// <summary>Where keys and addresses come from. Only a simulation, whose runs must repeat, has another source than the system's.</summary>
    internal Func<int, byte[]> Random { get; init; } = RandomNumberGenerator.GetBytes;
}

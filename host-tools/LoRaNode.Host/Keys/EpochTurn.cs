namespace LoRaNode.Host.Keys;

/// <summary>A new epoch as it goes over the air.</summary>
/// <param name="Epoch">The new epoch.</param>
/// <param name="Statements">Payloads of trust frames; every node needs the one with its entry, so all are sent.</param>
/// <param name="Entries">Wrapped keys in all of them: subtrees of the key tree that hold no node left out.</param>
public sealed record EpochTurn(int Epoch, IReadOnlyList<byte[]> Statements, int Entries);

namespace LoRaNode.Host.Keys;

/// <summary>A node that the community knows.</summary>
/// <param name="Address">Its address, 1 to 65,534.</param>
/// <param name="Leaf">Its leaf in the key tree.</param>
/// <param name="Name">What the technicians call it; never sent by radio.</param>
/// <param name="Provisioned">How often it was given keys: each time its link and log keys are new.</param>
/// <param name="IsExcluded">True when it was left out of an epoch: its leaf is never used again.</param>
public sealed record NodeEntry(ushort Address, int Leaf, string Name, int Provisioned, bool IsExcluded);

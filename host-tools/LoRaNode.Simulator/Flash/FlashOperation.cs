namespace LoRaNode.Simulator.Flash;

/// <summary>One thing that a NOR flash does at a time and that a power cut can interrupt.</summary>
/// <param name="IsErase">True for the erase of a sector, false for the program of bytes within one page.</param>
/// <param name="Address">First byte.</param>
/// <param name="Content">Bytes to program; empty for an erase.</param>
public readonly record struct FlashOperation(bool IsErase, int Address, byte[] Content);

namespace LoRaNode.Core.Journal;

/// <summary>Content that may be given up when the medium is full and something more important must be written.</summary>
public interface ISpaceReserve
{
    /// <summary>Gives up the least valuable part. False when nothing is left to give.</summary>
    bool Release();
}

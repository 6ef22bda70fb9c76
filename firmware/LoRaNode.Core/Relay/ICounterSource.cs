using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Numbers for the frames that this node makes. The owner keeps them on a medium: a number is never given twice for a type
/// under one key, also after a power cut. The numbers of one type follow each other without gaps while the node runs, except
/// that a type may share a counter space with others.
/// </summary>
public interface ICounterSource
{
    /// <summary>Takes the next number for a frame type. False when none can be given safely; then nothing may be sent.</summary>
    bool TryTake(FrameType type, out uint counter);
}

using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// Frames on the owner's medium. What can be read back from there need not stay in memory: the store keeps its place and its state, and
/// fetches the bytes when the item is sent or heard again.
/// </summary>
public interface IFramePages
{
    /// <summary>True when the frame of an item can be read back.</summary>
    bool Holds(FrameType type, ushort origin, uint counter);

    /// <summary>Reads the frame of an item into <paramref name="frame"/> (at least 255 bytes). Returns its length, or 0 when the medium lost it.</summary>
    int Read(FrameType type, ushort origin, uint counter, byte[] frame);
}

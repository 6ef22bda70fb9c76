using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Security;

/// <summary>Remembers which frames were accepted, so that a recorded frame sent again is worth nothing.</summary>
public interface IReplayGuard
{
    /// <summary>True when the frame was not accepted before and is not too old to tell.</summary>
    /// <param name="type">Type of the frame; each type counts on its own.</param>
    /// <param name="origin">Address of the node that made it.</param>
    /// <param name="counter">The origin's counter.</param>
    bool IsFresh(FrameType type, ushort origin, uint counter);

    /// <summary>Remembers a frame whose authenticity was proved. Never call it before that: a forger could burn numbers.</summary>
    void Accept(FrameType type, ushort origin, uint counter, long nowMs);
}

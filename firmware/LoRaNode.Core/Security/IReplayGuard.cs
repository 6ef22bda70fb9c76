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

    /// <summary>
    /// True when a frame is not fresh only because numbers were noted ahead of those that had come before the start, and none of the origin came
    /// since: whether it was seen is not known.
    /// </summary>
    bool IsNotedAhead(FrameType type, ushort origin, uint counter);

    /// <summary>
    /// Remembers a frame of which <see cref="IsNotedAhead"/> is true and that was proved to be made since the start: higher numbers, which its
    /// origin cannot have used by then, are fresh from now on.
    /// </summary>
    void AcceptProved(FrameType type, ushort origin, uint counter, long nowMs);

    /// <summary>True while there are origins of which that may be so.</summary>
    bool HasNotedAhead { get; }
}

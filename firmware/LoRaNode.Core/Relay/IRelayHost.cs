using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Relay;

/// <summary>
/// The owner of a relay engine as the engine sees it. All calls come from within calls into the engine, on the same thread;
/// the owner must not call back into the engine from them, except to copy frames.
/// </summary>
public interface IRelayHost
{
    /// <summary>
    /// Judges a new, authentic item addressed to everyone or to this node: once for each item, after the last of its
    /// fragments came. To accept it is to deliver it.
    /// </summary>
    /// <param name="handle">Names the item in <see cref="RelayEngine.Resolve"/> and <see cref="RelayEngine.CopyFragment"/>.</param>
    /// <param name="type">Alert, trust, message, or unicast addressed to this node.</param>
    /// <param name="origin">Address of the node that made it.</param>
    /// <param name="counter">The origin's counter (of the first fragment).</param>
    /// <param name="payload">The plain payload; valid during the call only.</param>
    /// <param name="length">Its length in bytes, up to <see cref="RelayEngine.MaxItemPayload"/>.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    /// <param name="expiresAtMs">Until when the item lives, in the milliseconds of <paramref name="nowMs"/>; kept and offered to late joiners until then.</param>
    FrameVerdict Judge(int handle, FrameType type, ushort origin, uint counter, byte[] payload, int length, long nowMs, out long expiresAtMs);

    /// <summary>A unicast item that this node originated was acknowledged by its destination, or was given up.</summary>
    void OnUnicastEnded(int handle, bool delivered, long nowMs);

    /// <summary>
    /// The number of nodes known to have an item of this node that asked for receipts (this node not counted) has grown. <paramref name="counter"/>
    /// is the item's number on the air, which outlives its <paramref name="handle"/>.
    /// </summary>
    void OnReached(int handle, uint counter, int nodes, long nowMs);
}

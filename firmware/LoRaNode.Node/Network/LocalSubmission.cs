using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Network;

/// <summary>
/// The alert that the link gave last. The node checks its signature like any other's before it sends it, so the answer comes
/// later: the host asks again with the same bytes. Another one is of the message that it gave last, which is sent at once, but only once.
/// </summary>
internal sealed class LocalSubmission
{
    /// <summary>Handle of a local alert in the verifier; the relay engine's handles are never negative.</summary>
    internal const int Handle = -2;

    private uint _crc;

    /// <summary>Where it stands.</summary>
    internal enum Stage : byte
    {
        /// <summary>Nothing was given.</summary>
        None,

        /// <summary>Its signature is being checked.</summary>
        Checking,

        /// <summary>It was sent.</summary>
        Sent,

        /// <summary>It was refused.</summary>
        Refused,
    }

    /// <summary>Where the last one stands.</summary>
    internal Stage Now { get; private set; }

    /// <summary>Its counter once it was sent.</summary>
    internal uint Counter { get; private set; }

    /// <summary>Why it was refused.</summary>
    internal byte Reason { get; private set; }

    /// <summary>True when these bytes are the last ones given.</summary>
    internal bool Is(byte[] bytes, int offset, int length)
    {
        return Now != Stage.None && Crc32.Of(bytes, offset, length) == _crc;
    }

    /// <summary>New bytes are being checked.</summary>
    internal void Begin(byte[] bytes, int offset, int length)
    {
        _crc = Crc32.Of(bytes, offset, length);
        Now = Stage.Checking;
    }

    /// <summary>They were sent.</summary>
    internal void End(uint counter)
    {
        Counter = counter;
        Now = Stage.Sent;
    }

    /// <summary>They were refused.</summary>
    internal void Refuse(byte reason)
    {
        Reason = reason;
        Now = Stage.Refused;
    }
}

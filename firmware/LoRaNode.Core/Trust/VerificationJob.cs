using System;
using LoRaNode.Core.Frames;

namespace LoRaNode.Core.Trust;

/// <summary>A signed item that waits for its signature to be checked, or whose check has just ended.</summary>
public sealed class VerificationJob
{
    /// <summary>The owner's name for the item, as given to <see cref="AlertVerifier.Judge"/>.</summary>
    public int Handle;

    /// <summary>Alert or trust.</summary>
    public FrameType Type;

    /// <summary>Node that made the frame.</summary>
    public ushort Origin;

    /// <summary>Bytes of the payload.</summary>
    public int Length;

    /// <summary>The payload: at most <see cref="AlertPayload.MaxSize"/> bytes, taken while it waits.</summary>
    public byte[] Payload = Nothing;

    private static readonly byte[] Nothing = new byte[0];

    internal ulong Digest;
    internal uint Order;
    internal bool IsRestored;

    internal bool IsUsed
    {
        get { return Payload != Nothing; }
    }

    internal void Set(int handle, FrameType type, ushort origin, byte[] payload, int length, ulong digest, uint order)
    {
        Clear();
        Handle = handle;
        Type = type;
        Origin = origin;
        Length = length;
        Order = order;
        Payload = new byte[length];
        Array.Copy(payload, 0, Payload, 0, length);
        Digest = digest;
    }

    /// <summary>Text of an alert does not stay in memory once it is dealt with.</summary>
    internal void Clear()
    {
        Array.Clear(Payload, 0, Payload.Length);
        Payload = Nothing;
        Length = 0;
    }
}

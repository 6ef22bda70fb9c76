using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;

namespace LoRaNode.Simulator.Nodes;

/// <summary>
/// Stands for AES-CCM in large simulations: the same frame lengths, the same authenticated fields and the same refusals, but a fast
/// keyed hash (FNV-1a, 64 bits, with a final mix) for the tag and no encryption. Outcomes are those of
/// <see cref="FrameCipher"/> as long as no simulated attacker forges tags.
/// </summary>
public sealed class SimulationCipher : IFrameCipher
{
    private readonly ulong _key;
    private readonly int _epoch;

    /// <summary>Creates a cipher for a network.</summary>
    public SimulationCipher(ulong key, int epoch)
    {
        _key = key;
        _epoch = epoch & 7;
    }

    /// <inheritdoc/>
    public int Seal(byte[] frame, int payloadLength)
    {
        if (payloadLength < 0 || payloadLength > FrameHeader.MaxPayload)
        {
            return -1;
        }

        ulong tag = Tag(frame, payloadLength);
        BitConverter.TryWriteBytes(frame.AsSpan(FrameHeader.Size + payloadLength), tag);
        return FrameHeader.Overhead + payloadLength;
    }

    /// <inheritdoc/>
    public int Open(byte[] frame, int length, byte[] payload)
    {
        if (!FrameHeader.IsPlausible(frame, length) || FrameHeader.EpochLow(frame) != _epoch)
        {
            return -1;
        }

        int payloadLength = length - FrameHeader.Overhead;
        if (Tag(frame, payloadLength) != BitConverter.ToUInt64(frame, FrameHeader.Size + payloadLength))
        {
            return -1;
        }

        Array.Copy(frame, FrameHeader.Size, payload, 0, payloadLength);
        return payloadLength;
    }

    private ulong Tag(byte[] frame, int payloadLength)
    {
        ulong hash = (0xCBF29CE484222325 ^ _key ^ frame[0]) * 0x100000001B3;
        for (int i = 4; i < FrameHeader.Size + payloadLength; i++)
        {
            hash = (hash ^ frame[i]) * 0x100000001B3;
        }

        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 33);
    }
}

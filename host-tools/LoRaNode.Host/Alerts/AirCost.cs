using LoRaNode.Core.Frames;
using LoRaNode.Core.Relay;
using LoRaNode.Radio;

namespace LoRaNode.Host.Alerts;

/// <summary>What a payload costs on the air each time that a node sends it.</summary>
/// <param name="Frames">Frames it is cut into.</param>
/// <param name="Bytes">Bytes of all frames together.</param>
/// <param name="Microseconds">Time on air of all frames together.</param>
public readonly record struct AirCost(int Frames, int Bytes, long Microseconds)
{
    // The relay's prefix (firmware/PROTOCOL.md): one byte, two in each fragment.
    private const int WholePrefix = 1;
    private const int FragmentPrefix = 2;

    /// <summary>The cost of a payload of so many bytes, at most <see cref="RelayEngine.MaxItemPayload"/>.</summary>
    public static AirCost Of(int payloadBytes, LoRaSettings settings)
    {
        if (payloadBytes <= FrameHeader.MaxPayload - WholePrefix)
        {
            int length = payloadBytes + WholePrefix + FrameHeader.Overhead;
            return new AirCost(1, length, TimeOnAir.Microseconds(settings, length));
        }

        const int Room = FrameHeader.MaxPayload - FragmentPrefix;
        int frames = (payloadBytes + Room - 1) / Room;
        int last = payloadBytes - ((frames - 1) * Room) + FragmentPrefix + FrameHeader.Overhead;
        return new AirCost(
            frames,
            ((frames - 1) * FrameHeader.MaxFrame) + last,
            ((frames - 1) * TimeOnAir.Microseconds(settings, FrameHeader.MaxFrame)) + TimeOnAir.Microseconds(settings, last));
    }
}

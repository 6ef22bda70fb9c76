using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>What a node counts, as the link carries it (see <c>firmware/LINK.md</c>).</summary>
public sealed class NodeStatistics
{
    /// <summary>Bytes on the link.</summary>
    public const int Size = 47;

    /// <summary>Stands for a strength that was not measured; anything below -150 says the same.</summary>
    public const short NotMeasured = short.MinValue;

    // What the first version had; nodes of that version leave the rest out.
    private const int LeastSize = 16;
    private const int TrafficSize = 40;

    /// <summary>Airtime used in the running hour, in milliseconds.</summary>
    public uint AirtimeUsedMs;

    /// <summary>Airtime allowed in an hour, in milliseconds.</summary>
    public uint AirtimeLimitMs;

    /// <summary>Signatures checked since the start.</summary>
    public uint SignaturesChecked;

    /// <summary>Texts shown.</summary>
    public ushort Texts;

    /// <summary>Duty cycle allowed, in thousandths.</summary>
    public ushort DutyCyclePerMille;

    /// <summary>Neighbours heard lately.</summary>
    public ushort Neighbours;

    /// <summary>Frames held for repair and late joiners.</summary>
    public ushort FramesHeld;

    /// <summary>Frames that wait to be sent.</summary>
    public ushort FramesQueued;

    /// <summary>Frames kept on the medium.</summary>
    public ushort FramesStored;

    /// <summary>Battery voltage in millivolts; 0 when there is none or nothing measures it.</summary>
    public ushort BatteryMillivolts;

    /// <summary>Charge of the battery, 0 to 100.</summary>
    public byte BatteryPercent;

    /// <summary>What the power lets the node do (see <see cref="Power.PowerState"/>).</summary>
    public byte Power;

    /// <summary>Frames received with a good check sum since the start.</summary>
    public uint FramesReceived;

    /// <summary>Frames sent since the start.</summary>
    public uint FramesSent;

    /// <summary>Longest pass of the event loop since the start, in milliseconds.</summary>
    public uint LongestPassMs;

    /// <summary>The network's time as the node knows it: seconds since the start of 2026 UTC.</summary>
    public uint NetworkSeconds;

    /// <summary>True when a signed statement of the time was heard since the start: before that the time may be late by any amount.</summary>
    public bool IsTimeKnown;

    /// <summary>Strength in the channel when it was asked for, in dBm: the noise floor while nobody sends. See <see cref="NotMeasured"/>.</summary>
    public short ChannelRssiDbm = NotMeasured;

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(byte[] target, int offset)
    {
        LittleEndian.Put32(target, offset, AirtimeUsedMs);
        LittleEndian.Put32(target, offset + 4, AirtimeLimitMs);
        LittleEndian.Put32(target, offset + 8, SignaturesChecked);
        LittleEndian.Put16(target, offset + 12, Texts);
        LittleEndian.Put16(target, offset + 14, DutyCyclePerMille);
        LittleEndian.Put16(target, offset + 16, Neighbours);
        LittleEndian.Put16(target, offset + 18, FramesHeld);
        LittleEndian.Put16(target, offset + 20, FramesQueued);
        LittleEndian.Put16(target, offset + 22, FramesStored);
        LittleEndian.Put16(target, offset + 24, BatteryMillivolts);
        target[offset + 26] = BatteryPercent;
        target[offset + 27] = Power;
        LittleEndian.Put32(target, offset + 28, FramesReceived);
        LittleEndian.Put32(target, offset + 32, FramesSent);
        LittleEndian.Put32(target, offset + 36, LongestPassMs);
        LittleEndian.Put32(target, offset + 40, NetworkSeconds);
        target[offset + 44] = (byte)(IsTimeKnown ? 1 : 0);
        LittleEndian.Put16(target, offset + 45, ChannelRssiDbm);
    }

    /// <summary>Reads what <see cref="Write"/> wrote. False when it is too short.</summary>
    public bool TryRead(byte[] body, int length)
    {
        if (length < LeastSize)
        {
            return false;
        }

        AirtimeUsedMs = LittleEndian.Get32(body, 0);
        AirtimeLimitMs = LittleEndian.Get32(body, 4);
        SignaturesChecked = LittleEndian.Get32(body, 8);
        Texts = (ushort)LittleEndian.Get16(body, 12);
        DutyCyclePerMille = (ushort)LittleEndian.Get16(body, 14);
        if (length < TrafficSize)
        {
            return true;
        }

        Neighbours = (ushort)LittleEndian.Get16(body, 16);
        FramesHeld = (ushort)LittleEndian.Get16(body, 18);
        FramesQueued = (ushort)LittleEndian.Get16(body, 20);
        FramesStored = (ushort)LittleEndian.Get16(body, 22);
        BatteryMillivolts = (ushort)LittleEndian.Get16(body, 24);
        BatteryPercent = body[26];
        Power = body[27];
        FramesReceived = LittleEndian.Get32(body, 28);
        FramesSent = LittleEndian.Get32(body, 32);
        LongestPassMs = LittleEndian.Get32(body, 36);
        if (length < Size)
        {
            return true;
        }

        NetworkSeconds = LittleEndian.Get32(body, 40);
        IsTimeKnown = body[44] != 0;
        ChannelRssiDbm = (short)LittleEndian.Get16(body, 45);
        return true;
    }
}

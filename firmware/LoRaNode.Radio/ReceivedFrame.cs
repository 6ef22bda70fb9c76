namespace LoRaNode.Radio;

/// <summary>One received frame with its measurements. The radio owns one and overwrites it with the next frame.</summary>
public sealed class ReceivedFrame
{
    /// <summary>Largest LoRa payload in bytes.</summary>
    public const int MaxLength = 255;

    /// <summary>The payload; only the first <see cref="Length"/> bytes are valid.</summary>
    public readonly byte[] Payload = new byte[MaxLength];

    /// <summary>Payload length in bytes, 0 to 255.</summary>
    public int Length;

    /// <summary>Packet strength in dBm, corrected for negative SNR.</summary>
    public short RssiDbm;

    /// <summary>Signal to noise ratio in quarters of a decibel.</summary>
    public sbyte SnrQuarterDb;

    /// <summary>Frequency error of the sender as seen here, in hertz.</summary>
    public int FrequencyErrorHz;
}

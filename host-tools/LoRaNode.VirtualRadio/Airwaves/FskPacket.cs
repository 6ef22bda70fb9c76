namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>A packet of the FSK modem on the air. To LoRa receivers it is noise in a narrow band.</summary>
/// <param name="Station">Index of the sender.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="BitsPerSecond">Bit rate.</param>
/// <param name="DeviationHz">Frequency deviation in hertz.</param>
/// <param name="Sync">Sync word, one to eight bytes.</param>
/// <param name="Framing">The bits of RegPacketConfig1 that both sides must share: format, whitening, CRC.</param>
/// <param name="PowerDbm">Transmit power in dBm.</param>
/// <param name="StartUs">Start of the preamble, in microseconds of simulated time.</param>
public sealed record FskPacket(
    int Station,
    double FrequencyHz,
    double BitsPerSecond,
    double DeviationHz,
    byte[] Sync,
    byte Framing,
    double PowerDbm,
    long StartUs)
{
    /// <summary>Length byte (if any) and payload, as far as sent.</summary>
    public List<byte> Bytes { get; } = [];

    /// <summary>Occupied bandwidth in hertz (Carson 1922: twice deviation and half the bit rate).</summary>
    public double BandwidthHz => (2 * DeviationHz) + BitsPerSecond;
}

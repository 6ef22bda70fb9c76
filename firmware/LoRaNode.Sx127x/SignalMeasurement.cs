namespace LoRaNode.Sx127x;

/// <summary>What the chip's measurements mean (datasheet rev. 7, 4.1.5, 5.5.5 and chapter 6), in integer arithmetic.</summary>
public static class SignalMeasurement
{
    private const int HighPortOffsetDbm = -157;
    private const int LowPortOffsetDbm = -164;

    /// <summary>Strength of a frame in dBm, rounded to the nearest.</summary>
    /// <param name="packetRssi">RegPktRssiValue.</param>
    /// <param name="snrQuarterDb">RegPktSnrValue.</param>
    /// <param name="isLowPort">True below 525 MHz.</param>
    public static short PacketRssiDbm(byte packetRssi, sbyte snrQuarterDb, bool isLowPort)
    {
        int offset = isLowPort ? LowPortOffsetDbm : HighPortOffsetDbm;
        if (snrQuarterDb < 0)
        {
            // The register measures signal and noise; below the noise the signal is weaker by the SNR.
            return (short)(offset + packetRssi - ((-snrQuarterDb + 2) / 4));
        }

        // The slope of the detector is 15/16 of a decibel per step.
        return (short)(offset + (((16 * packetRssi) + 7) / 15));
    }

    /// <summary>Strength in the channel in dBm (RegRssiValue).</summary>
    public static short ChannelRssiDbm(byte rssi, bool isLowPort)
    {
        return (short)((isLowPort ? LowPortOffsetDbm : HighPortOffsetDbm) + rssi);
    }

    /// <summary>
    /// Frequency error of the last frame in hertz: FreqError 2^24 / Fxtal BW / 500 kHz, FreqError being a 20-bit two's
    /// complement (datasheet rev. 7, 4.1.5). Rounded toward zero.
    /// </summary>
    public static int FrequencyErrorHz(byte msb, byte mid, byte lsb, int bandwidthCode)
    {
        int error = ((msb & 0x0F) << 16) | (mid << 8) | lsb;
        if ((error & 0x8_0000) != 0)
        {
            error -= 0x10_0000;
        }

        // 2^24 / 32 MHz = 8,192 / 15,625; BW / 500 kHz = 2,000 ns / chip.
        long numerator = (long)error * 8_192 * 2_000;
        return (int)(numerator / (15_625L * Radio.LoRaBandwidth.ChipNanoseconds(bandwidthCode)));
    }

    /// <summary>Temperature in degrees Celsius: RegTemp falls by one per degree (datasheet rev. 7, 5.5.7).</summary>
    public static int TemperatureCelsius(byte register, int offsetCelsius)
    {
        return offsetCelsius - (sbyte)register;
    }
}

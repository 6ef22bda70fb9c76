namespace LoRaNode.Sx127x;

/// <summary>Transmit power as register values (datasheet rev. 7, 5.4.2 to 5.4.4).</summary>
public static class OutputPower
{
    /// <summary>Lowest power of PA_BOOST in dBm.</summary>
    public const int MinBoostDbm = 2;

    /// <summary>Highest power of PA_BOOST without a duty limit in dBm.</summary>
    public const int MaxContinuousBoostDbm = 17;

    /// <summary>Highest power of PA_BOOST in dBm.</summary>
    public const int MaxBoostDbm = 20;

    /// <summary>Lowest power of the RFO pins in dBm (4.2 dB below a milliwatt, to be exact).</summary>
    public const int MinRfoDbm = -4;

    /// <summary>Highest power of the RFO pins in dBm.</summary>
    public const int MaxRfoDbm = 14;

    /// <summary>Above +17 dBm the chip may send one hundredth of the time (datasheet rev. 7, 5.4.3).</summary>
    public const int HighPowerDutyDivisor = 100;

    /// <summary>RegPaDac for everything up to +17 dBm (reset value).</summary>
    public const byte NormalDac = 0x84;

    /// <summary>RegPaDac for +18 to +20 dBm.</summary>
    public const byte HighPowerDac = 0x87;

    private const byte PaSelectBoost = 0x80;
    private const byte MaxPower15Dbm = 0x70;
    private const byte MaxPower12Dbm = 0x20;
    private const int AutomaticMilliamperes = 100;
    private const int AutomaticHighPowerMilliamperes = 140;
    private const byte OverCurrentOn = 0x20;

    /// <summary>The highest power that a pin offers without exceeding the wish; the wish may lie below what the pin can do.</summary>
    public static int Limit(PowerOutput output, int wishDbm)
    {
        int max = output == PowerOutput.PaBoost ? MaxBoostDbm : MaxRfoDbm;
        return wishDbm < max ? wishDbm : max;
    }

    /// <summary>Lowest power of a pin in dBm.</summary>
    public static int Minimum(PowerOutput output)
    {
        return output == PowerOutput.PaBoost ? MinBoostDbm : MinRfoDbm;
    }

    /// <summary>RegPaConfig for a power within the pin's range.</summary>
    public static byte PaConfig(PowerOutput output, int powerDbm)
    {
        if (output == PowerOutput.PaBoost)
        {
            // Pout = 17 - (15 - OutputPower), or 20 - (15 - OutputPower) with the high-power DAC.
            int top = powerDbm > MaxContinuousBoostDbm ? MaxBoostDbm : MaxContinuousBoostDbm;
            return (byte)(PaSelectBoost | MaxPower15Dbm | (powerDbm - top + 15));
        }

        // Pout = Pmax - (15 - OutputPower) with Pmax = 10.8 + 0.6 MaxPower: 15 dBm for 7 and 12 dBm for 2 give whole decibels.
        if (powerDbm >= 0)
        {
            return (byte)(MaxPower15Dbm | powerDbm);
        }

        return powerDbm > MinRfoDbm ? (byte)(MaxPower12Dbm | (powerDbm + 3)) : (byte)0;
    }

    /// <summary>The power in dBm, rounded up, that RegPaConfig and RegPaDac stand for.</summary>
    public static int FromRegisters(byte paConfig, byte paDac)
    {
        int step = (paConfig & 0x0F) - 15;
        if ((paConfig & PaSelectBoost) != 0)
        {
            return step + ((paDac & 0x07) == (HighPowerDac & 0x07) ? MaxBoostDbm : MaxContinuousBoostDbm);
        }

        int tenths = 108 + (6 * ((paConfig >> 4) & 0x07)) + (10 * step);
        return tenths >= 0 ? (tenths + 9) / 10 : tenths / 10;
    }

    /// <summary>RegPaDac for a power.</summary>
    public static byte Dac(PowerOutput output, int powerDbm)
    {
        return output == PowerOutput.PaBoost && powerDbm > MaxContinuousBoostDbm ? HighPowerDac : NormalDac;
    }

    /// <summary>
    /// RegOcp for a limit in milliamperes, rounded down to what the chip knows; 0 chooses by power. Up to 120 mA the trim is
    /// (I - 45) / 5, up to 240 mA it is (I + 30) / 10 (datasheet rev. 7, 5.4.4).
    /// </summary>
    public static byte OverCurrent(int milliamperes, int powerDbm)
    {
        int limit = milliamperes;
        if (limit == 0)
        {
            limit = powerDbm > MaxContinuousBoostDbm ? AutomaticHighPowerMilliamperes : AutomaticMilliamperes;
        }

        int trim;
        if (limit < 45)
        {
            trim = 0;
        }
        else if (limit < 130)
        {
            trim = (limit - 45) / 5;
            trim = trim > 15 ? 15 : trim;
        }
        else
        {
            trim = (limit + 30) / 10;
            trim = trim > 27 ? 27 : trim;
        }

        return (byte)(OverCurrentOn | trim);
    }
}

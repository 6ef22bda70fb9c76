namespace LoRaNode.Core.Relay;

/// <summary>
/// Classes of a link, by the margin above the demodulator's limit that is left after twice the mean deviation of the SNR: a link
/// that swings needs more. Two bits on the air. A class is left only when the margin has moved a decibel beyond its edge, so that
/// lists do not change with every measurement.
/// </summary>
internal static class LinkQuality
{
    public const int Weak = 0;
    public const int Good = 1;
    public const int Strong = 2;
    public const int Close = 3;


    // Lower edges in quarters of a decibel above the good one's: 6 and 12 dB bear interferers.
    private const int StrongQuarterDb = 24;
    private const int CloseQuarterDb = 48;

    public static int Of(int marginQuarterDb, int current)
    {
        int up = Class(marginQuarterDb - RelayTiming.HysteresisQuarterDb);
        int down = Class(marginQuarterDb + RelayTiming.HysteresisQuarterDb);
        if (current < up)
        {
            return up;
        }

        return current > down ? down : current;
    }

    private static int Class(int marginQuarterDb)
    {
        if (marginQuarterDb < RelayTiming.GoodQuarterDb)
        {
            return Weak;
        }

        if (marginQuarterDb < StrongQuarterDb)
        {
            return Good;
        }

        return marginQuarterDb < CloseQuarterDb ? Strong : Close;
    }
}

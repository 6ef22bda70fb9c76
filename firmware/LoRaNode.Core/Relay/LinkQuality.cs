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

    private static readonly int HysteresisQuarterDb = 2;

    // Lower edges in quarters of a decibel. A frame is read surely 2 dB above the limit (see the curves of the link model), and
    // 10 dB bear an interferer that is 6 dB weaker.
    private static readonly int GoodQuarterDb = 6;
    private const int StrongQuarterDb = 24;
    private const int CloseQuarterDb = 48;

    public static int Of(int marginQuarterDb, int current)
    {
        int up = Class(marginQuarterDb - HysteresisQuarterDb);
        int down = Class(marginQuarterDb + HysteresisQuarterDb);
        if (current < up)
        {
            return up;
        }

        return current > down ? down : current;
    }

    private static int Class(int marginQuarterDb)
    {
        if (marginQuarterDb < GoodQuarterDb)
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

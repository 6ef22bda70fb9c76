namespace LoRaNode.Core.Frames;

/// <summary>
/// How long an alert is valid, in six bits: 15 minutes to 4 hours by quarters (codes 0 to 15), to 24 hours by hours (16 to 35),
/// to 48 hours by two hours (36 to 47), to 176 hours by eight hours (48 to 63).
/// </summary>
public static class AlertLifetime
{
    /// <summary>Largest code.</summary>
    public const int MaxCode = 63;

    /// <summary>Longest lifetime in minutes: a little over a week.</summary>
    public const int MaxMinutes = 176 * 60;

    /// <summary>Minutes of a code from 0 to 63.</summary>
    public static int Minutes(int code)
    {
        if (code < 16)
        {
            return (code + 1) * 15;
        }

        if (code < 36)
        {
            return (code - 11) * 60;
        }

        return code < 48 ? (24 + (2 * (code - 35))) * 60 : (48 + (8 * (code - 47))) * 60;
    }

    /// <summary>The shortest lifetime of at least so many minutes; the longest there is for more than <see cref="MaxMinutes"/>.</summary>
    public static int CodeFor(int minutes)
    {
        int code = 0;
        while (code < MaxCode && Minutes(code) < minutes)
        {
            code++;
        }

        return code;
    }
}

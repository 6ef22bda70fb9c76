namespace LoRaNode.Node.Power;

/// <summary>
/// Charge of a lithium-ion cell (18650, NMC or NCA, 4.2 V) from its voltage at the small currents of a node. The points follow
/// the shape that published curves of such cells have at 0.05 to 0.2 C and 25 °C (such as Sony/Murata US18650VTC6 and Panasonic NCR18650B), read
/// off by eye and rounded: good to about ten percentage points for a given cell. 0 % is 3.1 V, where the curve falls off and a 3.3 V regulator has long lost its margin; the
/// cell could give a few percent more.
/// </summary>
public static class BatteryCurve
{
    /// <summary>Voltage of each ten percent from 0 to 100, in millivolts, ascending.</summary>
    private static readonly short[] Millivolts = new short[] { 3100, 3300, 3430, 3530, 3610, 3680, 3770, 3860, 3950, 4050, 4180 };

    /// <summary>Charge in percent, 0 to 100, never less for a higher voltage.</summary>
    public static int Percent(int millivolts)
    {
        if (millivolts <= Millivolts[0])
        {
            return 0;
        }

        for (int i = 1; i < Millivolts.Length; i++)
        {
            if (millivolts < Millivolts[i])
            {
                return (10 * (i - 1)) + (10 * (millivolts - Millivolts[i - 1]) / (Millivolts[i] - Millivolts[i - 1]));
            }
        }

        return 100;
    }
}

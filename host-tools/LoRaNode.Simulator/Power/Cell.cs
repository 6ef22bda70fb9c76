using LoRaNode.Node.Power;

namespace LoRaNode.Simulator.Power;

/// <summary>A lithium cell at the small currents of a node: the firmware's <see cref="BatteryCurve"/>, read from charge to voltage.</summary>
public static class Cell
{
    private const int EmptyMillivolts = 3_050;
    private const int FullMillivolts = 4_200;

    private static readonly int[] ByPercent = Table();

    /// <summary>Voltage in millivolts at a charge of 0 to 100 %.</summary>
    public static int Millivolts(double percent) => ByPercent[(int)Math.Clamp(percent, 0, 100)];

    private static int[] Table()
    {
        int[] table = new int[101];
        int millivolts = EmptyMillivolts;
        for (int percent = 0; percent < table.Length; percent++)
        {
            while (BatteryCurve.Percent(millivolts) < percent && millivolts < FullMillivolts)
            {
                millivolts++;
            }

            table[percent] = millivolts;
        }

        return table;
    }
}

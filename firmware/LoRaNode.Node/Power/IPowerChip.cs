namespace LoRaNode.Node.Power;

/// <summary>The power chip of a board: battery charger, supplies and their meter.</summary>
public interface IPowerChip : IPowerMeter
{
    /// <summary>
    /// Checks that the chip is the expected one, sets the cut-off voltage that protects the battery, switches the meter and the radio on and the GPS
    /// receiver off. False when another chip or none answers.
    /// </summary>
    bool Start();

    /// <summary>Switches a supply. False when the chip does not answer.</summary>
    bool SetRail(PowerRail rail, bool isOn);
}

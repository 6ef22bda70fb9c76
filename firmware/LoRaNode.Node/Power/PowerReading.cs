namespace LoRaNode.Node.Power;

/// <summary>One measurement of battery and input; reused.</summary>
public sealed class PowerReading
{
    /// <summary>Battery voltage in millivolts; 0 when there is no battery or nothing to measure it with.</summary>
    public int BatteryMillivolts;

    /// <summary>Voltage of the solar panel or USB input in millivolts; 0 for none, -1 when the board cannot tell.</summary>
    public int InputMillivolts;

    /// <summary>True while current flows into the battery, as far as the board can tell.</summary>
    public bool IsCharging;
}

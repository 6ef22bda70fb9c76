namespace LoRaNode.Node.Power;

/// <summary>A pin that measures a voltage.</summary>
public interface IAnalogInput
{
    /// <summary>Voltage at the pin in millivolts, one sample; -1 when it cannot be measured.</summary>
    int ReadMillivolts();
}

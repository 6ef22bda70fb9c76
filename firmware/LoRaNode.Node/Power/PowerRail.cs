namespace LoRaNode.Node.Power;

/// <summary>A supply that a power chip can switch.</summary>
public enum PowerRail
{
    /// <summary>LoRa radio.</summary>
    Radio = 0,

    /// <summary>GPS receiver, which the node does not use.</summary>
    Gps = 1,
}

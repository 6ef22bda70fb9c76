namespace LoRaNode.Simulator.Scenarios;

/// <summary>What happens to a node or a place.</summary>
public enum ScenarioEventKind : byte
{
    /// <summary>The node dies.</summary>
    Fail,

    /// <summary>The node is switched on (again): its medium is as it was left.</summary>
    Recover,

    /// <summary>The node restarts within two seconds.</summary>
    Reboot,

    /// <summary>The power fails while the node writes its airtime account: it starts again ten seconds later with the account of the last whole write.</summary>
    PowerLoss,

    /// <summary>The node's radio sleeps.</summary>
    Sleep,

    /// <summary>The node's radio wakes.</summary>
    Wake,

    /// <summary>The node does not exist before this time.</summary>
    Join,

    /// <summary>The node is somewhere else from now on; arguments: metres east, metres north.</summary>
    Move,

    /// <summary>A jammer is switched on; arguments: metres east, metres north, power in dBm.</summary>
    Jam,

    /// <summary>The jammers are switched off.</summary>
    EndJam,
}

/// <summary>One event of a scenario.</summary>
/// <param name="AtSeconds">When, in seconds from the first broadcast.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Node">To which node; -1 when it is about a place.</param>
/// <param name="A">First argument.</param>
/// <param name="B">Second argument.</param>
/// <param name="C">Third argument.</param>
public sealed record ScenarioEvent(double AtSeconds, ScenarioEventKind Kind, int Node, double A, double B, double C);

namespace LoRaNode.Node.Power;

/// <summary>What the charge lets the node do. Ordered from most to least; stored in the log: never renumber.</summary>
public enum PowerState : byte
{
    /// <summary>Listens all the time and relays.</summary>
    Full = 0,

    /// <summary>Listens for a part of every minute and relays what it hears then.</summary>
    Saving = 1,

    /// <summary>Sends a beacon now and then and listens only behind it.</summary>
    BeaconOnly = 2,

    /// <summary>Deep sleep until the battery is charged.</summary>
    Sleep = 3,
}

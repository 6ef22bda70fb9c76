namespace LoRaNode.Core.Relay;

/// <summary>Bits that an item of the store carries.</summary>
internal static class ItemFlags
{
    /// <summary>The due time is that of a repair: coverage that was counted before does not cancel it.</summary>
    public const byte Repair = 2;

    /// <summary>The due time is that of the watch: whoever should pass the item on was not heard.</summary>
    public const byte Unheard = 8;

    /// <summary>An addressed item that is flooded because the way downhill failed.</summary>
    public const byte FloodAddressed = 4;
}

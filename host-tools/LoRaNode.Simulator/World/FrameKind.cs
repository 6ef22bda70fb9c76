namespace LoRaNode.Simulator.World;

/// <summary>What a transmission was for, in the accounts.</summary>
public enum FrameKind : byte
{
    /// <summary>An item on its way for the first time.</summary>
    Item,

    /// <summary>An item sent again to whoever lacked it.</summary>
    Repair,

    /// <summary>A request, or a summary outside the steady rhythm.</summary>
    Control,

    /// <summary>A beacon in its steady rhythm.</summary>
    Beacon,

    /// <summary>An acknowledgement or receipt.</summary>
    Receipt,
}

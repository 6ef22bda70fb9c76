namespace LoRaNode.Core.Relay;

/// <summary>What a transmission is for, in logs and accounts.</summary>
public enum TransmitPurpose : byte
{
    /// <summary>An item on its way for the first time.</summary>
    Item,

    /// <summary>An item sent again to whoever lacked it.</summary>
    Repair,

    /// <summary>A summary or a request.</summary>
    Control,

    /// <summary>A beacon in its steady rhythm.</summary>
    Beacon,

    /// <summary>An acknowledgement or a receipt.</summary>
    Receipt,
}

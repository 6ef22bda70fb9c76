namespace LoRaNode.Node.Display;

/// <summary>What the display shows; a short press goes to the next one.</summary>
public enum DisplayPage
{
    /// <summary>The last alert with its verified issuer and age.</summary>
    Alert = 0,

    /// <summary>The latest group messages.</summary>
    Messages = 1,

    /// <summary>Battery, neighbours, airtime budget, frames kept.</summary>
    Status = 2,

    /// <summary>Address, network, epoch, version.</summary>
    Identity = 3,
}

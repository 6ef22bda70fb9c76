namespace LoRaNode.Core.Frames;

/// <summary>What a frame carries; the order of the values says nothing about priority (see <see cref="FramePriority"/>).</summary>
public enum FrameType : byte
{
    /// <summary>Link-local: neighbour beacon, summary of what is held, request. Never relayed.</summary>
    Beacon = 0,

    /// <summary>Text from a member to the group, relayed to every node.</summary>
    Message = 1,

    /// <summary>Text signed by an issuer, relayed to every node after each has verified it.</summary>
    Alert = 2,

    /// <summary>Certificate, revocation or epoch change, signed by the root; relayed like an alert.</summary>
    Trust = 3,

    /// <summary>Addressed to one node; relayed towards it.</summary>
    Unicast = 4,

    /// <summary>Acknowledgements and delivery receipts.</summary>
    Receipt = 5,
}

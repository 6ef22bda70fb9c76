using LoRaNode.Core.Frames;

namespace LoRaNode.Host.Store;

/// <summary>How far an alert has come.</summary>
public enum AlertState
{
    /// <summary>It is signed; no node has confirmed it yet.</summary>
    Unsent,

    /// <summary>A node has checked it and sends it.</summary>
    Sent,

    /// <summary>The node refused it.</summary>
    Refused,
}

/// <summary>An alert that was signed here.</summary>
/// <param name="Id">Its number in the database; 0 before it is there.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Text">Its text.</param>
/// <param name="Payload">What goes over the air.</param>
/// <param name="State">How far it has come.</param>
/// <param name="SentAt">When a node took it.</param>
/// <param name="Node">Address of that node.</param>
/// <param name="Counter">Its number there.</param>
/// <param name="Reached">Nodes known to have it; null before the first receipt.</param>
public sealed record StoredAlert(
    long Id,
    AlertPayload Fields,
    string Text,
    byte[] Payload,
    AlertState State,
    DateTimeOffset? SentAt = null,
    ushort? Node = null,
    uint? Counter = null,
    int? Reached = null);

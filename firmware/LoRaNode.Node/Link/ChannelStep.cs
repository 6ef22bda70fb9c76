namespace LoRaNode.Node.Link;

/// <summary>What a byte from the other side led to (see <see cref="SecureChannel"/>).</summary>
public enum ChannelStep : byte
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Bytes are to be sent to the other side.</summary>
    Send,

    /// <summary>Both sides have proved that they have the key; for the host, bytes are to be sent as well.</summary>
    Ready,

    /// <summary>A message has come.</summary>
    Message,

    /// <summary>The other side does not have the key, or something changed, doubled or cut its bytes: close the connection.</summary>
    Failed,
}

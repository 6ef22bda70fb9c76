namespace LoRaNode.Node.Link;

/// <summary>Takes whole messages of a node, however the carrier frames them.</summary>
public interface ILinkMessages
{
    /// <summary>Sends a message. The bytes belong to the caller.</summary>
    void Send(byte[] message, int length);
}

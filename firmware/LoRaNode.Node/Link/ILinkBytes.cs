namespace LoRaNode.Node.Link;

/// <summary>Takes bytes for the other side of a connection.</summary>
public interface ILinkBytes
{
    /// <summary>Sends bytes. They belong to the caller.</summary>
    void Write(byte[] bytes, int count);
}

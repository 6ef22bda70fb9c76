namespace LoRaNode.Host.Link;

/// <summary>Carries whole link messages between the tool and one node, whatever the cable is.</summary>
public interface ILinkTransport : IAsyncDisposable
{
    /// <summary>Sends one request.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);

    /// <summary>Waits for the next intact message from the node. Damaged ones are passed over.</summary>
    /// <exception cref="EndOfStreamException">The cable was pulled or the node is gone.</exception>
    ValueTask<byte[]> ReceiveAsync(CancellationToken cancellation);
}

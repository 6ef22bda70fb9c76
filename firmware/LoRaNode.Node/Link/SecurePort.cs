using LoRaNode.Core.Security;

namespace LoRaNode.Node.Link;

/// <summary>One connection from the network into a node. Until the other side has proved that it has the link key, it gets nothing but the beginning.</summary>
public sealed class SecurePort : ILinkMessages
{
    /// <summary>TCP port on which nodes listen.</summary>
    public const int TcpPort = 4403;

    /// <summary>A connection whose other side has not proved itself within this time is to be closed, in milliseconds.</summary>
    public const int ProofTimeoutMs = 5_000;

    private readonly SecureChannel _channel;
    private readonly ILinkBytes _output;
    private readonly LinkPort _port;

    /// <summary>Opens the node's side of a connection.</summary>
    /// <param name="server">Answers requests.</param>
    /// <param name="linkKey">The node's link key.</param>
    /// <param name="nonce">Fresh bytes (see <see cref="SecureChannel"/>).</param>
    /// <param name="sealing">AES for what is sent.</param>
    /// <param name="opening">AES for what is received.</param>
    /// <param name="output">The connection.</param>
    public SecurePort(LinkServer server, byte[] linkKey, byte[] nonce, IAes sealing, IAes opening, ILinkBytes output)
    {
        _channel = new SecureChannel(linkKey, nonce, false, sealing, opening);
        _output = output;
        _port = new LinkPort(server, this);
    }

    /// <summary>True once the other side has proved itself.</summary>
    public bool IsReady
    {
        get { return _channel.IsReady; }
    }

    /// <summary>True when the connection is to be closed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Takes bytes from the connection.</summary>
    public void Receive(byte[] bytes, int offset, int count, long nowMs)
    {
        for (int i = offset; i < offset + count && !HasFailed; i++)
        {
            switch (_channel.Add(bytes[i]))
            {
                case ChannelStep.Send:
                    _output.Write(_channel.Output, _channel.OutputLength);
                    break;
                case ChannelStep.Message:
                    _port.Request(_channel.Message, _channel.MessageLength, nowMs);
                    break;
                case ChannelStep.Failed:
                    HasFailed = true;
                    break;
            }
        }
    }

    /// <summary>Sends what goes on without further requests. True when there was something.</summary>
    public bool Run(long nowMs)
    {
        return _channel.IsReady && !HasFailed && _port.Run(nowMs);
    }

    /// <inheritdoc/>
    public void Send(byte[] message, int length)
    {
        if (_channel.Seal(message, length))
        {
            _output.Write(_channel.Output, _channel.OutputLength);
        }
    }
}

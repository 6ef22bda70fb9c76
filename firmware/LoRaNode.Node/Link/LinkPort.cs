namespace LoRaNode.Node.Link;

/// <summary>
/// One way into a node: takes bytes as they come, hands each complete request to the server and prints its reply. A request that
/// arrives in part changes nothing.
/// </summary>
public sealed class LinkPort
{
    private readonly LinkServer _server;
    private readonly ILinkOutput _output;
    private readonly LinkLineReader _reader = new LinkLineReader();
    private readonly byte[] _reply = new byte[LinkMessage.MaxLength];

    /// <summary>Opens the way in.</summary>
    public LinkPort(LinkServer server, ILinkOutput output)
    {
        _server = server;
        _output = output;
    }

    /// <summary>Takes bytes that carry requests as lines (see <see cref="LinkLine"/>).</summary>
    public void Receive(byte[] bytes, int offset, int count, long nowMs)
    {
        for (int i = offset; i < offset + count; i++)
        {
            if (_reader.Add(bytes[i]))
            {
                Request(_reader.Message, _reader.Length, nowMs);
            }
        }
    }

    /// <summary>Takes a whole request (from a file in the inbox, or a packet).</summary>
    public void Request(byte[] request, int length, long nowMs)
    {
        int replyLength = _server.Handle(request, length, _reply, nowMs);
        if (replyLength > 0)
        {
            _output.WriteLine(LinkLine.Format(_reply, replyLength));
        }
    }
}

namespace LoRaNode.Node.Link;

/// <summary>
/// One way into a node: takes bytes as they come, hands each complete request to the server and sends its reply. A request that
/// arrives in part changes nothing. What goes on without further requests (a log, events) goes out with <see cref="Run"/>, a message in a
/// pass.
/// </summary>
public sealed class LinkPort
{
    private readonly LinkServer _server;
    private readonly ILinkMessages _messages;
    private readonly LogStream _stream;
    private readonly LinkEvents _events;
    private readonly byte[] _reply;
    private LinkLineReader _reader;

    /// <summary>Opens a way in whose carrier brings whole requests.</summary>
    public LinkPort(LinkServer server, ILinkMessages messages)
    {
        _server = server;
        _reply = server.Reply;
        _messages = messages;
        _stream = new LogStream(server.Target);
        _events = new LinkEvents(server.Target);
    }

    /// <summary>Opens a way in whose replies are lines of text.</summary>
    public LinkPort(LinkServer server, ILinkOutput output)
        : this(server, new LineMessages(output))
    {
    }

    /// <summary>Takes bytes that carry requests as lines (see <see cref="LinkLine"/>).</summary>
    public void Receive(byte[] bytes, int offset, int count, long nowMs)
    {
        if (_reader == null)
        {
            // Only ports whose requests are lines need it.
            _reader = new LinkLineReader();
        }

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
        bool isGood = replyLength > 0 && _reply[3] == (byte)LinkStatus.Ok;
        if (isGood && request[0] == (byte)LinkOperation.StreamLog)
        {
            // Its first reply is the first piece; the request sent again begins anew.
            _stream.Begin(request);
            return;
        }

        if (isGood && request[0] == (byte)LinkOperation.Subscribe)
        {
            _events.Subscribe(request, nowMs);
        }

        if (replyLength > 0)
        {
            _messages.Send(_reply, replyLength);
        }
    }

    /// <summary>Sends one message of what goes on without further requests. True when it did: call again in the next pass.</summary>
    public bool Run(long nowMs)
    {
        int length = _stream.IsRunning ? _stream.Next(_reply) : _events.Next(_reply, nowMs);
        if (length > 0)
        {
            _messages.Send(_reply, length);
        }

        return length > 0;
    }
}

using System.Text;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>Messages as lines of text in both directions over any stream of bytes: a second serial port, a virtual node.</summary>
public sealed class LineTransport(Stream port) : ILinkTransport
{
    private readonly LinkLineReader _reader = new();
    private readonly byte[] _received = new byte[4096];
    private int _at;
    private int _count;

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        // The empty line first ends whatever the node may have kept of a line that was cut off.
        byte[] line = Encoding.ASCII.GetBytes("\n" + LinkLine.Format(message.ToArray(), message.Length) + "\n");
        await port.WriteAsync(line, cancellation).ConfigureAwait(false);
        await port.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (_at < _count)
            {
                if (_reader.Add(_received[_at++]))
                {
                    return _reader.Message[.._reader.Length];
                }
            }

            _at = 0;
            _count = await port.ReadAsync(_received, cancellation).ConfigureAwait(false);
            if (_count == 0)
            {
                throw new EndOfStreamException();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => port.DisposeAsync();
}

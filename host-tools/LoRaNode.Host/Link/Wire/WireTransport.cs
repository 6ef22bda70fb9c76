using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link.Wire;

/// <summary>
/// Messages over a board's USB socket, which belongs to the runtime: requests go as files that the runtime writes for us, replies come
/// as lines among whatever else the board prints, in packets once the board knows that a tool listens.
/// </summary>
public sealed class WireTransport(Stream port, TimeProvider time) : ILinkTransport
{
    // The runtime acknowledges at once; a longer silence means that the packet or its acknowledgement was lost.
    private static readonly TimeSpan AcknowledgeTimeout = TimeSpan.FromMilliseconds(500);

    private readonly WirePacketReader _packets = new();
    private readonly LinkLineReader _lines = new();
    private readonly Queue<byte[]> _messages = new();
    private readonly byte[] _received = new byte[4096];
    private ushort _sequence;
    private ushort _acknowledged;
    private bool _hasPinged;
    private int _place;

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (!_hasPinged)
        {
            // Until a tool has pinged, the runtime prints raw text; either way is understood, but pinging wakes its receiver.
            _hasPinged = true;
            await WriteAsync(WirePacket.Ping, new byte[8], cancellation).ConfigureAwait(false);
        }

        byte[] file = new byte[message.Length + InboxFile.CheckSize];
        message.CopyTo(file);
        InboxFile.Complete(file, message.Length);
        var write = new WireStorageOperation(WireStorageOperation.Write, InboxFile.Name(_place), 0, file);
        _place = (_place + 1) % InboxFile.Names;
        ushort sent = await WriteAsync(WirePacket.StorageOperation, write.ToBytes(), cancellation).ConfigureAwait(false);

        // No acknowledgement is no error: the request may have arrived all the same, and is sent again if no reply comes.
        using var timeout = new CancellationTokenSource(AcknowledgeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            while (_acknowledged != sent)
            {
                await ReadAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReceiveAsync(CancellationToken cancellation)
    {
        byte[]? message;
        while (!_messages.TryDequeue(out message))
        {
            await ReadAsync(cancellation).ConfigureAwait(false);
        }

        return message;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => port.DisposeAsync();

    private async ValueTask<ushort> WriteAsync(uint command, byte[] payload, CancellationToken cancellation)
    {
        ushort sequence = ++_sequence;
        byte[] bytes = new WirePacket(command, sequence, 0, 0, payload).ToBytes();
        await port.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        await port.FlushAsync(cancellation).ConfigureAwait(false);
        return sequence;
    }

    private async ValueTask ReadAsync(CancellationToken cancellation)
    {
        int count = await port.ReadAsync(_received, cancellation).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EndOfStreamException();
        }

        for (int i = 0; i < count; i++)
        {
            if (_packets.Add(_received[i], OnText) is { } packet)
            {
                OnPacket(packet);
            }
        }
    }

    private void OnPacket(WirePacket packet)
    {
        if ((packet.Flags & WirePacket.Reply) != 0)
        {
            _acknowledged = packet.ReplyTo;
        }
        else if (packet.Command == WirePacket.Message)
        {
            foreach (byte value in packet.Payload)
            {
                OnText(value);
            }
        }
    }

    private void OnText(byte value)
    {
        if (_lines.Add(value))
        {
            _messages.Enqueue(_lines.Message[.._lines.Length]);
        }
    }
}

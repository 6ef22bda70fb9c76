using System.Buffers.Binary;
using System.Security.Cryptography;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>
/// Requests to one node. A request whose reply does not come is sent again as it was, with the same tag: the node then repeats its
/// reply and does nothing twice. Not for use by several threads.
/// </summary>
public sealed class NodeLink(ILinkTransport transport, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a reply may take before the request is sent again: a stored write and a busy radio together stay below it.</summary>
    public static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How often a request is sent at most.</summary>
    public const int Attempts = 4;

    // A start at random: a request of this run is never taken for a repeat of one from the run before.
    private ushort _tag = BinaryPrimitives.ReadUInt16LittleEndian(RandomNumberGenerator.GetBytes(2));

    // A tool that does not read its events must not fill its memory with them.
    private const int MaxEvents = 1024;

    private readonly Queue<LinkEvent> _events = new();

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <exception cref="LinkException">The node does not answer, or is gone.</exception>
    public async Task<LinkReply> RequestAsync(LinkOperation operation, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        byte[] request = Compose(operation, body);
        try
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                await transport.SendAsync(request, cancellation).ConfigureAwait(false);
                if (await ReplyToAsync(request, cancellation).ConfigureAwait(false) is { } reply)
                {
                    return reply;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            throw new LinkException(LinkFailure.Gone, e);
        }

        throw new LinkException(LinkFailure.Silent);
    }

    /// <summary>Sends a request that has many replies: read them with <see cref="NextReplyAsync"/>.</summary>
    /// <returns>The request, by which its replies are known.</returns>
    /// <exception cref="LinkException">The node is gone.</exception>
    public async Task<byte[]> SendAsync(LinkOperation operation, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        byte[] request = Compose(operation, body);
        try
        {
            await transport.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            throw new LinkException(LinkFailure.Gone, e);
        }

        return request;
    }

    /// <summary>Waits for the next reply to a request. Null when none comes in time.</summary>
    /// <exception cref="LinkException">The node is gone.</exception>
    public async Task<LinkReply?> NextReplyAsync(byte[] request, CancellationToken cancellation)
    {
        try
        {
            return await ReplyToAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            throw new LinkException(LinkFailure.Gone, e);
        }
    }

    /// <summary>Waits for the next event of a subscription. Null when none comes within that time.</summary>
    /// <exception cref="LinkException">The node is gone.</exception>
    public async Task<LinkEvent?> NextEventAsync(TimeSpan within, CancellationToken cancellation)
    {
        if (_events.TryDequeue(out LinkEvent? earlier))
        {
            return earlier;
        }

        using var timeout = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            while (true)
            {
                byte[] message = await transport.ReceiveAsync(either.Token).ConfigureAwait(false);
                if (LinkEvent.TryRead(message) is { } happened)
                {
                    return happened;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            throw new LinkException(LinkFailure.Gone, e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => transport.DisposeAsync();

    private byte[] Compose(LinkOperation operation, ReadOnlyMemory<byte> body)
    {
        byte[] request = new byte[LinkMessage.RequestHeader + body.Length];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Length, LinkMessage.MaxLength, nameof(body));
        request[0] = (byte)operation;
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(1), ++_tag);
        body.CopyTo(request.AsMemory(LinkMessage.RequestHeader));
        return request;
    }

    private async Task<LinkReply?> ReplyToAsync(byte[] request, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(ReplyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            while (true)
            {
                byte[] message = await transport.ReceiveAsync(either.Token).ConfigureAwait(false);
                if (message.Length >= LinkMessage.ReplyHeader
                    && message[0] == (request[0] | LinkMessage.ReplyFlag)
                    && message[1] == request[1]
                    && message[2] == request[2])
                {
                    return new LinkReply((LinkStatus)message[3], message[LinkMessage.ReplyHeader..]);
                }

                if (_events.Count < MaxEvents && LinkEvent.TryRead(message) is { } happened)
                {
                    _events.Enqueue(happened);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}

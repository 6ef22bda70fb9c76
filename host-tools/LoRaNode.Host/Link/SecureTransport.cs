using System.Net.Sockets;
using System.Security.Cryptography;
using LoRaNode.Core.Net;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>Messages over a network connection, encrypted and authenticated with the node's link key (see <see cref="SecureChannel"/>).</summary>
public sealed class SecureTransport : ILinkTransport
{
    // A node that has the key answers at once; one that cannot answer in this time is none, or not ours.
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(5);

    private readonly DotnetAes _sealing = new();
    private readonly DotnetAes _opening = new();
    private readonly Stream _connection;
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(SecureChannel.NonceSize);
    private SecureChannel _channel;
    private readonly byte[] _received = new byte[4096];
    private int _at;
    private int _count;

    private SecureTransport(Stream connection)
    {
        _connection = connection;
        _channel = Side([]);
    }

    /// <summary>Connects to a node and proves both sides.</summary>
    /// <exception cref="LinkException">What is there does not have the node's link key, or does not answer.</exception>
    /// <exception cref="SocketException">There is nothing to connect to.</exception>
    public static async Task<SecureTransport> ConnectAsync(string host, int port, IReadOnlyList<byte[]> linkKeys, CancellationToken cancellation)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, cancellation).ConfigureAwait(false);
            return await OpenAsync(client.GetStream(), linkKeys, cancellation).ConfigureAwait(false);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Proves both sides of an open connection. The node's proof says which of the community's keys is its own.</summary>
    /// <exception cref="LinkException">What is there has none of the link keys, or does not answer.</exception>
    public static async Task<SecureTransport> OpenAsync(Stream connection, IReadOnlyList<byte[]> linkKeys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(linkKeys);
        var transport = new SecureTransport(connection);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(HandshakeLimit);
        try
        {
            transport._channel.Begin();
            await transport.WriteOutputAsync(limit.Token).ConfigureAwait(false);
            byte[] answer = new byte[SecureChannel.AnswerRecordSize];
            await connection.ReadExactlyAsync(answer, limit.Token).ConfigureAwait(false);
            if (!linkKeys.Any(key => transport.Fits(key, answer)))
            {
                throw new LinkException(LinkFailure.Stranger);
            }

            await transport.WriteOutputAsync(limit.Token).ConfigureAwait(false);
            return transport;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LinkException(LinkFailure.Silent);
        }
        catch (IOException e)
        {
            throw new LinkException(LinkFailure.Stranger, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        _channel.Seal(message.ToArray(), message.Length);
        await WriteOutputAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReceiveAsync(CancellationToken cancellation)
    {
        while (!await StepAsync(cancellation).ConfigureAwait(false))
        {
            // Not a whole message yet.
        }

        return _channel.Message[.._channel.MessageLength];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        _sealing.Dispose();
        _opening.Dispose();
    }

    private SecureChannel Side(byte[] key) => new(key, _nonce, isHost: true, _sealing, _opening);

    /// <summary>Whether a node's answer proves that it has a key; the channel is then ready.</summary>
    private bool Fits(byte[] key, byte[] answer)
    {
        _channel = Side(key);
        _channel.Begin();
        foreach (byte value in answer)
        {
            if (_channel.Add(value) == ChannelStep.Failed)
            {
                return false;
            }
        }

        return _channel.IsReady;
    }

    /// <summary>Takes one byte more. True when it completes a message.</summary>
    private async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (_at == _count)
        {
            _at = 0;
            _count = await _connection.ReadAsync(_received, cancellation).ConfigureAwait(false);
            if (_count == 0)
            {
                throw new EndOfStreamException();
            }
        }

        ChannelStep step = _channel.Add(_received[_at++]);
        return step == ChannelStep.Failed ? throw new LinkException(LinkFailure.Stranger) : step == ChannelStep.Message;
    }

    private async ValueTask WriteOutputAsync(CancellationToken cancellation)
    {
        if (_channel.OutputLength > 0)
        {
            await _connection.WriteAsync(_channel.Output.AsMemory(0, _channel.OutputLength), cancellation).ConfigureAwait(false);
        }
    }
}

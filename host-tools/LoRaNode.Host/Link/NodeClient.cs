using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LoRaNode.Node.Identity;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>What the tool asks of a node, in the terms of the host. Not for use by several threads.</summary>
public sealed partial class NodeClient(NodeLink link) : IAsyncDisposable
{
    // Replies of about 950 bytes: what is asked for at once takes 0.9 s of the cable, beside which the time of a round trip is short.
    private const byte RepliesPerRequest = 64;

    // First number wanted (4), replies wanted (1).
    private const int StreamBodySize = 5;

    // Each repeats its request four times by itself.
    private const int MessageAttempts = 3;

    private static readonly TimeSpan EraseLook = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks who and how the node is.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<NodeIdentification> IdentifyAsync(CancellationToken cancellation)
    {
        LinkReply reply = await link.RequestAsync(LinkOperation.Identify, default, cancellation).ConfigureAwait(false);
        var identification = new NodeIdentification();
        return reply.Status == LinkStatus.Ok && identification.TryRead(reply.Body, 0, reply.Body.Length)
            ? identification
            : throw new LinkException(LinkFailure.Garbled);
    }

    /// <summary>Gives the node its credentials, in as many requests as they need. The node takes all of them or none.</summary>
    public async Task<LinkStatus> ProvisionAsync(ReadOnlyMemory<byte> credentials, CancellationToken cancellation)
    {
        const int MaxPiece = LinkMessage.MaxLength - LinkMessage.RequestHeader - Provisioning.PieceHeader;
        var status = LinkStatus.Malformed;
        for (int at = 0; at < credentials.Length; at += MaxPiece)
        {
            ReadOnlyMemory<byte> piece = credentials[at..Math.Min(at + MaxPiece, credentials.Length)];
            byte[] body = new byte[Provisioning.PieceHeader + piece.Length];
            BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)credentials.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)at);
            piece.CopyTo(body.AsMemory(Provisioning.PieceHeader));
            status = (await link.RequestAsync(LinkOperation.Provision, body, cancellation).ConfigureAwait(false)).Status;
            if (status != LinkStatus.Ok)
            {
                break;
            }
        }

        return status;
    }

    /// <summary>Erases the node and waits until all of its flash is overwritten: some seconds on a board. Its keys are gone at once.</summary>
    public Task<LinkStatus> FactoryEraseAsync(CancellationToken cancellation) => UntilDoneAsync(LinkOperation.FactoryErase, EraseLook, cancellation);

    /// <summary>Asks again until the node is no longer at it.</summary>
    private async Task<LinkStatus> UntilDoneAsync(LinkOperation operation, TimeSpan pause, CancellationToken cancellation)
    {
        while (true)
        {
            LinkStatus status = (await link.RequestAsync(operation, default, cancellation).ConfigureAwait(false)).Status;
            if (status != LinkStatus.Pending)
            {
                return status;
            }

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads all log records from number <paramref name="fromIndex"/> on, oldest first.</summary>
    /// <param name="fromIndex">First number wanted.</param>
    /// <param name="progress">Told the number of records read so far; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<LogEntry>> ReadLogAsync(uint fromIndex, IProgress<int>? progress, CancellationToken cancellation)
    {
        var entries = new List<LogEntry>();
        await foreach (IReadOnlyList<LogEntry> piece in LogPiecesAsync(fromIndex, cancellation).ConfigureAwait(false))
        {
            entries.AddRange(piece);
            progress?.Report(entries.Count);
        }

        return entries;
    }

    /// <summary>Reads all log records from number <paramref name="fromIndex"/> on, as they come: each piece goes on where the one before it ended.</summary>
    /// <param name="fromIndex">First number wanted.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="LinkException">The node does not answer any more, or cannot be understood.</exception>
    public async IAsyncEnumerable<IReadOnlyList<LogEntry>> LogPiecesAsync(uint fromIndex, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (int attempts = 0; attempts < NodeLink.Attempts; attempts++)
        {
            byte[] body = new byte[StreamBodySize];
            BinaryPrimitives.WriteUInt32LittleEndian(body, fromIndex);
            body[^1] = RepliesPerRequest;
            byte[] request = await link.SendAsync(LinkOperation.StreamLog, body, cancellation).ConfigureAwait(false);
            for (int i = 0; i < RepliesPerRequest; i++)
            {
                LinkReply? reply = await link.NextReplyAsync(request, cancellation).ConfigureAwait(false);
                if (reply is { Status: LinkStatus.UnknownOperation })
                {
                    await foreach (IReadOnlyList<LogEntry> piece in LogPiecesInTurnAsync(fromIndex, cancellation).ConfigureAwait(false))
                    {
                        yield return piece;
                    }

                    yield break;
                }

                if (reply is not null && (reply.Status != LinkStatus.Ok || reply.Body.Length < sizeof(uint)))
                {
                    throw new LinkException(LinkFailure.Garbled);
                }

                // A piece that does not go on where the last one ended: one was lost between them.
                if (reply is null || BinaryPrimitives.ReadUInt32LittleEndian(reply.Body) != fromIndex)
                {
                    break;
                }

                if (reply.Body.Length == sizeof(uint))
                {
                    yield break;
                }

                List<LogEntry> entries = Entries(reply.Body[sizeof(uint)..], fromIndex);
                fromIndex = entries[^1].Number + 1;
                attempts = -1;
                yield return entries;
            }
        }

        throw new LinkException(LinkFailure.Silent);
    }

    /// <summary>One request for each reply, as nodes of the first version have it.</summary>
    private async IAsyncEnumerable<IReadOnlyList<LogEntry>> LogPiecesInTurnAsync(uint fromIndex, [EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] body = new byte[sizeof(uint)];
        while (true)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(body, fromIndex);
            LinkReply reply = await link.RequestAsync(LinkOperation.ReadLog, body, cancellation).ConfigureAwait(false);
            if (reply.Status != LinkStatus.Ok)
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            if (reply.Body.Length == 0)
            {
                yield break;
            }

            List<LogEntry> entries = Entries(reply.Body, fromIndex);
            fromIndex = entries[^1].Number + 1;
            yield return entries;
        }
    }

    /// <summary>Hands a signed alert to the node, which sends it to every node. Returns its number, or why it was refused.</summary>
    public Task<(LinkStatus Status, uint Counter, byte Reason)> SendAlertAsync(ReadOnlyMemory<byte> alert, CancellationToken cancellation) =>
        SendSignedAsync(LinkOperation.SendAlert, alert, cancellation);

    /// <summary>Hands a statement of the root or a signed time to the node, which heeds it and sends it to every node. Ask again with the same bytes while it is pending.</summary>
    public Task<(LinkStatus Status, uint Counter, byte Reason)> SendTrustAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellation) =>
        SendSignedAsync(LinkOperation.SendTrust, statement, cancellation);

    /// <summary>
    /// Hands a member's message to the node, which sends it to the group. Returns its number. However many replies are lost, the node sends what
    /// bears the same id once.
    /// </summary>
    /// <param name="message">The payload.</param>
    /// <param name="id">Drawn at random for each message: <see cref="NewMessageId"/>.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public async Task<(LinkStatus Status, uint Counter)> SendMessageAsync(ReadOnlyMemory<byte> message, uint id, CancellationToken cancellation)
    {
        byte[] body = new byte[sizeof(uint) + message.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(body, id);
        message.CopyTo(body.AsMemory(sizeof(uint)));
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                (LinkStatus status, uint counter, _) = await SendSignedAsync(LinkOperation.SendMessageOnce, body, cancellation).ConfigureAwait(false);
                if (status == LinkStatus.UnknownOperation)
                {
                    // Firmware that does not know ids.
                    (status, counter, _) = await SendSignedAsync(LinkOperation.SendMessage, message, cancellation).ConfigureAwait(false);
                }

                return (status, counter);
            }
            catch (LinkException e) when (e.Failure == LinkFailure.Silent && attempt < MessageAttempts)
            {
            }
        }
    }

    /// <summary>An id for a new message.</summary>
    public static uint NewMessageId() => BinaryPrimitives.ReadUInt32LittleEndian(RandomNumberGenerator.GetBytes(sizeof(uint)));

    private async Task<(LinkStatus Status, uint Counter, byte Reason)> SendSignedAsync(LinkOperation operation, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        LinkReply reply = await link.RequestAsync(operation, payload, cancellation).ConfigureAwait(false);
        return reply switch
        {
            { Status: LinkStatus.Ok, Body.Length: >= 4 } => (LinkStatus.Ok, BinaryPrimitives.ReadUInt32LittleEndian(reply.Body), 0),
            { Status: LinkStatus.Refused, Body.Length: >= 1 } => (LinkStatus.Refused, 0, reply.Body[0]),
            { Status: LinkStatus.Ok } => throw new LinkException(LinkFailure.Garbled),
            _ => (reply.Status, 0, 0),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => link.DisposeAsync();

    /// <summary>The entries of one reply; at least one.</summary>
    private static List<LogEntry> Entries(byte[] body, uint fromIndex)
    {
        var entries = new List<LogEntry>();
        for (int at = 0; at < body.Length;)
        {
            int length = at + NodeLog.EntryHeader <= body.Length ? body[at + 4] : 0;
            uint number = length > 0 ? BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(at)) : 0;
            at += NodeLog.EntryHeader + length;

            // Numbers that do not grow would keep the tool here for ever.
            if (length is not (LogRecord.Size or NodeLog.MaxRecord) || at > body.Length || number < fromIndex)
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            entries.Add(new LogEntry(number, body[(at - length)..at]));
            fromIndex = number + 1;
        }

        return entries;
    }
}

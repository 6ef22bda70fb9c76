using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using LoRaNode.Host.Alerts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <content>What a node shows, and what it tells without being asked.</content>
public sealed partial class NodeClient
{
    // A subscription is renewed well before it ends.
    private static readonly TimeSpan Subscription = TimeSpan.FromMinutes(2);

    /// <summary>When a subscription is to be renewed.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    // Place (1), first byte wanted (2).
    private const int TextRequestSize = 3;

    /// <summary>Asks for all texts that the node shows, the newest first. One that is longer than a reply is left out.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task<IReadOnlyList<ReceivedText>> TextsAsync(TextCoding coding, CancellationToken cancellation)
    {
        var texts = new List<ReceivedText>();
        for (int place = 0; place <= byte.MaxValue; place++)
        {
            byte[] body = new byte[TextRequestSize];
            body[0] = (byte)place;
            LinkReply reply = await link.RequestAsync(LinkOperation.ReadText, body, cancellation).ConfigureAwait(false);
            if (reply.Status is LinkStatus.NotFound or LinkStatus.NotProvisioned)
            {
                break;
            }

            if (reply.Status != LinkStatus.Ok)
            {
                throw new LinkException(LinkFailure.Garbled);
            }

            if (ReceivedText.TryRead(reply.Body, coding) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>Asks to be told what happens; to be renewed after <see cref="Renewal"/>.</summary>
    /// <exception cref="LinkException">The node does not answer or cannot be understood.</exception>
    public async Task SubscribeAsync(IEnumerable<LinkEventKind> kinds, CancellationToken cancellation)
    {
        byte[] body = new byte[3];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)Subscription.TotalSeconds);
        body[2] = (byte)kinds.Aggregate(0, (mask, kind) => mask | (1 << (int)kind));
        LinkReply reply = await link.RequestAsync(LinkOperation.Subscribe, body, cancellation).ConfigureAwait(false);
        if (reply.Status != LinkStatus.Ok)
        {
            throw new LinkException(LinkFailure.Garbled);
        }
    }

    /// <summary>Waits for what the node tells next. Null when that is nothing within the time.</summary>
    /// <exception cref="LinkException">The node is gone.</exception>
    public Task<LinkEvent?> NextEventAsync(TimeSpan within, CancellationToken cancellation) => link.NextEventAsync(within, cancellation);

    /// <summary>Is told what happens at the node until cancelled.</summary>
    /// <param name="kinds">What is wanted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the watching.</param>
    /// <exception cref="LinkException">The node does not answer or is gone.</exception>
    public async IAsyncEnumerable<LinkEvent> WatchAsync(IEnumerable<LinkEventKind> kinds, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(time);
        LinkEventKind[] wanted = [.. kinds];
        while (true)
        {
            await SubscribeAsync(wanted, cancellation).ConfigureAwait(false);
            long renewed = time.GetTimestamp();
            while (time.GetElapsedTime(renewed) is var elapsed && elapsed < Renewal)
            {
                if (await link.NextEventAsync(Renewal - elapsed, cancellation).ConfigureAwait(false) is { } happened)
                {
                    yield return happened;
                }
            }
        }
    }
}

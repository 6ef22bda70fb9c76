using System.Diagnostics;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Monitor;

/// <summary>What a look at the node brought.</summary>
[Flags]
internal enum MonitorChange
{
    /// <summary>Nothing new.</summary>
    None = 0,

    /// <summary>Counters.</summary>
    Statistics = 1,

    /// <summary>Neighbours.</summary>
    Neighbours = 2,

    /// <summary>A text.</summary>
    Text = 4,
}

/// <summary>Keeps what is known of a node up to date: told of texts at once, asking for the rest from time to time.</summary>
internal sealed class MonitorFeed(NodeClient client, MonitorState state)
{
    private static readonly TimeSpan StatisticsEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NeighboursEvery = TimeSpan.FromSeconds(5);
    private static readonly LinkEventKind[] Kinds = [LinkEventKind.Text];

    private readonly TextCoding _coding = new();
    private long _statisticsAt;
    private long _neighboursAt;
    private long _subscribedAt;

    /// <summary>The texts that came with the last change, the oldest first.</summary>
    internal List<MonitorText> New { get; } = [];

    /// <summary>Learns who the node is and what it shows.</summary>
    internal async Task BeginAsync(CancellationToken cancellation)
    {
        state.Identification = await client.IdentifyAsync(cancellation);
        await SubscribeAsync(cancellation);
        foreach (ReceivedText text in await client.TextsAsync(_coding, cancellation))
        {
            state.Take(text, DateTimeOffset.Now);
        }

        await LookAsync(TimeSpan.Zero, cancellation);
    }

    /// <summary>Does what is due, then waits for the node to tell something.</summary>
    internal async Task<MonitorChange> LookAsync(TimeSpan wait, CancellationToken cancellation)
    {
        var change = MonitorChange.None;
        New.Clear();
        if (IsDue(_statisticsAt, StatisticsEvery))
        {
            _statisticsAt = Stopwatch.GetTimestamp();
            state.Identification = await client.IdentifyAsync(cancellation);
            state.Take(await client.StatisticsAsync(cancellation));
            change |= MonitorChange.Statistics;
        }

        if (IsDue(_neighboursAt, NeighboursEvery))
        {
            _neighboursAt = Stopwatch.GetTimestamp();
            state.Take(await client.NeighboursAsync(cancellation));
            change |= MonitorChange.Neighbours;
        }

        if (IsDue(_subscribedAt, NodeClient.Renewal))
        {
            await SubscribeAsync(cancellation);
        }

        // What comes together is taken together: a screen is drawn once for it.
        for (TimeSpan within = wait; await client.NextEventAsync(within, cancellation) is { } happened; within = TimeSpan.Zero)
        {
            if (happened.Kind == LinkEventKind.Text && ReceivedText.TryRead(happened.Body, _coding) is { } text && state.Take(text, DateTimeOffset.Now))
            {
                New.Add(state.Texts.First(t => ReferenceEquals(t.Text, text)));
                change |= MonitorChange.Text;
            }
        }

        return change;
    }

    private static bool IsDue(long doneAt, TimeSpan every) => doneAt == 0 || Stopwatch.GetElapsedTime(doneAt) >= every;

    private async Task SubscribeAsync(CancellationToken cancellation)
    {
        _subscribedAt = Stopwatch.GetTimestamp();
        await client.SubscribeAsync(Kinds, cancellation);
    }
}

using LoRaNode.Host.Keys;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>What a radio test between neighbours came to.</summary>
public enum RadioTestOutcome
{
    /// <summary>It was not asked for, or there is no other node that could answer.</summary>
    Skipped,

    /// <summary>Another node of the community is heard and says that it hears this one.</summary>
    BothWays,

    /// <summary>Another node is heard; whether it hears this one is not known yet.</summary>
    Heard,

    /// <summary>No other node of the community is heard.</summary>
    Unheard,
}

/// <summary>A neighbour in a radio test.</summary>
/// <param name="Name">What the technicians call it.</param>
/// <param name="Address">Its address.</param>
/// <param name="SnrDb">Mean signal-to-noise ratio in decibels.</param>
/// <param name="HearsUs">True when it says that it hears this node well.</param>
public sealed record TestedNeighbour(string Name, ushort Address, double SnrDb, bool HearsUs);

/// <summary>The result of a radio test.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Neighbours">Nodes of the community that were heard, the best first.</param>
public sealed record RadioTestResult(RadioTestOutcome Outcome, IReadOnlyList<TestedNeighbour> Neighbours)
{
    /// <summary>No test.</summary>
    public static RadioTestResult Skipped { get; } = new(RadioTestOutcome.Skipped, []);
}

/// <summary>
/// Tests radio and antenna of a node against its neighbours: it is made to send a beacon that asks all who hear it for theirs, which say whom
/// they hear. So one exchange proves both directions.
/// </summary>
public static class RadioTest
{
    // A beacon may be lost in a collision; nodes answer at most once in 20 s.
    private static readonly TimeSpan ProbeAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs the test at a node that has credentials.</summary>
    /// <param name="node">The link to it.</param>
    /// <param name="community">Tells the community's other nodes: in a tray they become more meanwhile.</param>
    /// <param name="limit">How long neighbours are waited for; a node that is heard both ways ends it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the test.</param>
    /// <exception cref="LinkException">The node could not be talked to.</exception>
    public static async Task<RadioTestResult> RunAsync(
        NodeClient node, Func<Task<IReadOnlyList<NodeEntry>>> community, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(time);
        long start = time.GetTimestamp();
        TimeSpan nextProbe = TimeSpan.Zero;
        while (true)
        {
            TimeSpan elapsed = time.GetElapsedTime(start);
            if (elapsed >= nextProbe)
            {
                // Firmware that does not know how to ask is waited for all the same: it sends beacons by itself.
                await node.ProbeAsync(cancellation).ConfigureAwait(false);
                nextProbe = elapsed + ProbeAgain;
            }

            IReadOnlyList<NeighbourEntry> all = await node.NeighboursAsync(cancellation).ConfigureAwait(false);
            TestedNeighbour[] heard = Known(all, await community().ConfigureAwait(false));
            bool isOver = elapsed >= limit;
            if (heard.Any(n => n.HearsUs) || isOver)
            {
                return new RadioTestResult(
                    heard.Any(n => n.HearsUs) ? RadioTestOutcome.BothWays : heard.Length > 0 ? RadioTestOutcome.Heard : RadioTestOutcome.Unheard, heard);
            }

            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }

    private static TestedNeighbour[] Known(IReadOnlyList<NeighbourEntry> heard, IReadOnlyList<NodeEntry> community) =>
    [
        .. heard
            .Join(community, n => n.Address, e => e.Address, (n, e) => new TestedNeighbour(e.Name, e.Address, n.SnrQuarterDb / 4.0, n.HearsUs))
            .OrderByDescending(n => n.SnrDb),
    ];
}

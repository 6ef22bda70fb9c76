using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>What reading a log brought.</summary>
/// <param name="Board">The board, 16 hexadecimal digits.</param>
/// <param name="Life">How often the log had begun anew.</param>
/// <param name="Address">Its address; 0 without credentials.</param>
/// <param name="Read">Records read from the board.</param>
/// <param name="Added">Records that were not in the database.</param>
/// <param name="Sealed">Records that the keys at hand do not open.</param>
/// <param name="Records">The records read, with the time when it is known.</param>
public sealed record LogPullResult(string Board, int Life, ushort Address, int Read, int Added, int Sealed, IReadOnlyList<(uint Number, DateTimeOffset? At, LogRecord? Record)> Records);

/// <summary>
/// Reads a node's log into the database from where it ended there, and opens it with the community's keys. What has come is stored every 500
/// records, a transaction each, and at the end however that comes: pulled cables, interruptions and repeated runs neither lose nor double a
/// record, and the next run goes on where this one ended.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="community">The keys; null when they are not at hand: sealed records are then stored as such.</param>
public sealed class LogPull(CommunityStore store, Community? community)
{
    // About a third of a second of the cable, and one way to a database server and back: as much may have to be read again after the computer
    // lost its power.
    private const int RecordsPerTransaction = 500;

    private readonly Dictionary<ushort, LogOpener> _openers = [];

    /// <summary>Reads the log of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isComplete">True to read everything that the node has again, not only what is new.</param>
    /// <param name="progress">Told how many records were read; may be null.</param>
    /// <param name="now">The time by this computer's clock.</param>
    /// <param name="cancellation">Ends the reading; what came until then is stored.</param>
    /// <exception cref="LinkException">The node could not be talked to any more; what came until then is stored.</exception>
    public async Task<LogPullResult> PullAsync(NodeClient node, bool isComplete, IProgress<int>? progress, Func<DateTimeOffset> now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(now);
        NodeIdentification identification = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        DateTimeOffset started = now().AddMilliseconds(-identification.UptimeMs);
        NodeEntry? entry = community?.Nodes.FirstOrDefault(n => n.Address == identification.Address);
        string board = Convert.ToHexStringLower(identification.BoardId);
        LogPosition position = store.PositionOf(board, identification.Address, entry?.Provisioned ?? 0, identification.NextLogIndex);
        LogOpener? opener = entry is null ? null : OpenerOf(entry);
        var records = new List<(uint Number, DateTimeOffset? At, LogRecord? Record)>();
        int stored = 0;
        int added = 0;
        void Store()
        {
            added += store.AddLogs(position, records[stored..]);
            stored = records.Count;
        }

        try
        {
            await foreach (IReadOnlyList<LogEntry> piece in node.LogPiecesAsync(isComplete ? 0 : position.Next, cancellation).ConfigureAwait(false))
            {
                foreach (LogEntry received in piece)
                {
                    LogRecord? record = received.Open(opener);

                    // Only of the running boot is it known when it began.
                    DateTimeOffset? at = record is not null && record.Boot == (ushort)identification.Boots ? started.AddMilliseconds(record.UptimeMs) : null;
                    records.Add((received.Number, at, record));
                }

                progress?.Report(records.Count);
                if (records.Count - stored >= RecordsPerTransaction)
                {
                    Store();
                }
            }
        }
        finally
        {
            Store();
        }

        return new LogPullResult(board, position.Life, identification.Address, records.Count, added, records.Count(r => r.Record is null), records);
    }

    private LogOpener OpenerOf(NodeEntry node)
    {
        if (!_openers.TryGetValue(node.Address, out LogOpener? opener))
        {
            opener = new LogOpener(community!.LogKey(node));
            _openers.Add(node.Address, opener);
        }

        return opener;
    }
}

using LoRaNode.Core.Trust;
using LoRaNode.Host.Store;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Log;
using LoRaNode.Radio;

namespace LoRaNode.Host.Fleet;

/// <summary>Reads what the nodes' logs in the database tell, node by node.</summary>
public static class HistoryReader
{
    private static readonly LogCode[] Codes =
    [
        LogCode.Started, LogCode.Restarted, LogCode.Provisioned, LogCode.EpochTurned, LogCode.RadioFailed, LogCode.StorageFailed, LogCode.AlertShown,
        LogCode.AlertRefused, LogCode.Battery, LogCode.Airtime, LogCode.Standing, LogCode.Neighbours,
    ];

    /// <summary>Reads the records from a time on.</summary>
    /// <param name="store">The database.</param>
    /// <param name="since">From then on.</param>
    /// <param name="address">Only this node; null for all.</param>
    /// <returns>A history for each address that has records.</returns>
    /// <remarks>
    /// A node counts time from its start, and only of the start that a technician met is it known when that was. Records of starts before it
    /// are taken to have ended just when the next one began: that is late by the time that the node was off, which for a list of days is near
    /// enough. The database itself keeps only times that are known.
    /// </remarks>
    public static IReadOnlyDictionary<ushort, NodeHistory> Read(CommunityStore store, DateTimeOffset since, ushort? address = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var histories = new SortedDictionary<ushort, NodeHistory>();
        IEnumerable<IGrouping<(string Board, int Life), StoredLog>> logs = store.Logs(new LogFilter { Codes = Codes, Address = address })
            .Where(l => l.Record is not null && l.Address != 0)
            .GroupBy(l => (l.Board, l.Life));
        foreach (StoredLog[] log in logs.Select(g => g.OrderBy(l => l.Number).ToArray()))
        {
            if (!histories.TryGetValue(log[0].Address, out NodeHistory? history))
            {
                histories.Add(log[0].Address, history = new NodeHistory());
            }

            DateTimeOffset?[] times = Times(log);
            LogRecord? why = null;
            for (int i = 0; i < log.Length; i++)
            {
                LogRecord record = log[i].Record!;
                if (times[i] >= since)
                {
                    Add(history, record, why, times[i]!.Value);
                }

                // Written just before the start that it explains.
                why = record.Code == LogCode.Restarted ? record : null;
            }
        }

        foreach (NodeHistory history in histories.Values)
        {
            history.Order();
        }

        return histories;
    }

    /// <summary>The time of each record of one log, known or taken from the start that followed.</summary>
    private static DateTimeOffset?[] Times(StoredLog[] log)
    {
        var times = new DateTimeOffset?[log.Length];
        DateTimeOffset? next = null;
        for (int end = log.Length; end > 0;)
        {
            int begin = end;
            while (begin > 0 && log[begin - 1].Record!.Boot == log[end - 1].Record!.Boot)
            {
                begin--;
            }

            int known = Array.FindLastIndex(log, end - 1, end - begin, l => l.At is not null);
            DateTimeOffset? started = known >= 0 ? log[known].At!.Value.AddMilliseconds(-log[known].Record!.UptimeMs) : next?.AddMilliseconds(-log[end - 1].Record!.UptimeMs);
            for (int i = begin; i < end; i++)
            {
                times[i] = started?.AddMilliseconds(log[i].Record!.UptimeMs);
            }

            next = started;
            end = begin;
        }

        return times;
    }

    private static void Add(NodeHistory history, LogRecord record, LogRecord? before, DateTimeOffset at)
    {
        history.Records++;
        if (record.Code == LogCode.Started)
        {
            bool isExplained = before is not null && before.Boot == record.Boot;
            history.Boots.Add(new BootSample(at, record.A, isExplained ? (RestartReason)before!.A : RestartReason.None, isExplained ? (LoopStage)before!.B : LoopStage.Waiting));
            history.RadioFailures += record.B == (int)RadioStatus.Ok ? 0 : 1;
        }

        Add(history, record, at);
    }

    private static void Add(NodeHistory history, LogRecord record, DateTimeOffset at)
    {
        history.NewestAt = history.NewestAt > at ? history.NewestAt : at;
        switch (record.Code)
        {
            case LogCode.Battery:
                history.Battery.Add(new BatterySample(at, record.A & 0xFFFF, record.A >> 16, record.B));
                break;
            case LogCode.Airtime:
                history.Airtime.Add(new AirtimeSample(at, record.A, record.B));
                break;
            case LogCode.Standing:
                history.Standing.Add(new StandingSample(at, record.A, record.B == 1));
                break;
            case LogCode.Neighbours:
                Add(history, record.A, at);
                Add(history, record.B, at);
                break;
            case LogCode.AlertShown:
                history.AlertsShown++;
                break;
            case LogCode.AlertRefused when record.B == (int)TrustReason.BadSignature:
                history.AlertsForged++;
                break;
            case LogCode.RadioFailed:
                history.RadioFailures++;
                break;
            case LogCode.StorageFailed:
                history.StorageFailures++;
                break;
            case LogCode.Provisioned:
                history.Epoch = record.B;
                break;
            case LogCode.EpochTurned:
                history.Epoch = record.A;
                break;
        }
    }

    private static void Add(NodeHistory history, int note, DateTimeOffset at)
    {
        if (NeighbourNote.Address(note) != 0)
        {
            history.Neighbours.Add(new NeighbourSample(
                at, NeighbourNote.Address(note), NeighbourNote.SnrHalfDb(note) / 2.0, NeighbourNote.Quality(note), NeighbourNote.Firsts(note)));
        }
    }
}

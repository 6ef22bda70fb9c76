using System.CommandLine;
using System.Diagnostics;
using LoRaNode.Core.Security;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;

namespace LoRaNode.Benchmarks;

/// <summary><c>log-import</c>: sealed log records of a whole community into the database, and what showing some of them takes.</summary>
internal static class LogImportBenchmark
{
    private const int Nodes = 100;
    private const int Boots = 10;

    public static Command Create()
    {
        var records = new Option<int>("--records") { Description = "Records of all nodes together.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("log-import", "Imports sealed log records into the database and shows some of them.") { records };
        command.SetAction(parse => Run(parse.GetValue(records)));
        return command;
    }

    private static int Run(int count)
    {
        string folder = Directory.CreateTempSubdirectory("loranode-logs-").FullName;
        try
        {
            int perNode = count / Nodes;
            byte[][] keys = [.. Enumerable.Range(0, Nodes).Select(Key)];
            long start = Stopwatch.GetTimestamp();
            LogEntry[][] logs = [.. keys.Select(key => Seal(key, perNode))];
            double sealing = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // One core opens the log of the next node while the other stores that of the last, each in one transaction as a pull does it.
            start = Stopwatch.GetTimestamp();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            double storing = 0;
            using CommunityStore store = CommunityStore.Open(folder);
            Task<(uint, DateTimeOffset?, LogRecord?)[]> next = Task.Run(() => OpenAll(logs[0], keys[0], 0));
            for (int node = 0; node < Nodes; node++)
            {
                (uint, DateTimeOffset?, LogRecord?)[] opened = next.GetAwaiter().GetResult();
                int following = node + 1;
                next = following < Nodes ? Task.Run(() => OpenAll(logs[following], keys[following], following)) : next;
                long storeStart = Stopwatch.GetTimestamp();
                string board = $"{node:x16}";
                store.Note(new StoredNode((ushort)(node + 1), $"node-{node + 1}", board, NodeState.Verified, null), Begin(node));
                int added = store.AddLogs(store.PositionOf(board, (ushort)(node + 1), 1, (uint)perNode), opened);
                storing += Stopwatch.GetElapsedTime(storeStart).TotalSeconds;
                if (added != perNode || opened.Any(o => o.Item3 is null))
                {
                    Console.Error.WriteLine("A record was lost.");
                    return 1;
                }
            }

            double import = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine($"{store.LogCount():N0} records of {Nodes} nodes, sealed in {sealing:0.0} s (not part of the import)");
            Console.WriteLine($"import: {import:0.0} s (of which storing {storing:0.0} s, opening beside it; {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor time on both cores together)");
            Show("newest 100 of all nodes", store, new LogFilter { Limit = 100 });
            Show("newest 100 of one node", store, new LogFilter { Address = 42, Limit = 100 });
            Show("newest 100 of one kind", store, new LogFilter { Codes = [LogCode.AlertRefused], Limit = 100 });
            Show("an hour of all nodes", store, new LogFilter { Since = new DateTimeOffset(2026, 11, 5, 0, 0, 0, TimeSpan.Zero), Until = new DateTimeOffset(2026, 11, 5, 1, 0, 0, TimeSpan.Zero) });
            ShowPages("all nodes", store, new LogFilter());
            ShowPages("one node", store, new LogFilter { Address = 42 });
            ShowPages("one kind", store, new LogFilter { Codes = [LogCode.AlertRefused] });
            start = Stopwatch.GetTimestamp();
            int histories = HistoryReader.Read(store, Begin(0)).Count;
            Console.WriteLine($"read for a report on the fleet: {histories} nodes in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(string what, CommunityStore store, LogFilter filter)
    {
        long start = Stopwatch.GetTimestamp();
        int count = store.Logs(filter).Count();
        Console.WriteLine($"shown, {what}: {count:N0} records in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
    }

    /// <summary>The first page, then one at about the middle and the last, each from the place that the page before it ended at.</summary>
    private static void ShowPages(string what, CommunityStore store, LogFilter filter)
    {
        const int Size = 100;
        StoredLog[] all = [.. store.Logs(filter)];
        foreach ((string name, LogCursor? after) in new[] { ("first", null), ("middle", LogCursor.Of(all[all.Length / 2])), ("last", LogCursor.Of(all[Math.Min(all.Length, Size) - 1])) })
        {
            long start = Stopwatch.GetTimestamp();
            int count = store.LogPage(filter, after, Size).Count;
            Console.WriteLine($"paged, {name} page of {what} ({all.Length:N0}): {count} records in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
        }
    }

    private static byte[] Key(int node)
    {
        byte[] key = new byte[32];
        new Random(node).NextBytes(key);
        return key;
    }

    private static DateTimeOffset Begin(int node) => new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(node);

    private static (uint Number, DateTimeOffset? At, LogRecord? Record)[] OpenAll(LogEntry[] entries, byte[] key, int node)
    {
        var opener = new LogOpener(key);
        return [.. entries.Select(e => (e.Number, (DateTimeOffset?)Begin(node).AddMinutes(e.Number), e.Open(opener)))];
    }

    private static LogEntry[] Seal(byte[] firstKey, int count)
    {
        var entries = new LogEntry[count];
        byte[] stored = new byte[LogRatchet.StoredSize];
        firstKey.CopyTo(stored, 0);
        var record = new LogRecord();
        byte[] plain = new byte[LogRecord.Size];
        int perBoot = Math.Max(1, count / Boots);
        LogRatchet? ratchet = null;
        for (int i = 0; i < count; i++)
        {
            if (i % perBoot == 0)
            {
                ratchet = new LogRatchet(stored);
            }

            record.Index = (uint)i;
            record.Boot = (ushort)((i / perBoot) + 1);
            record.Code = (LogCode)(1 + (i % 13));
            record.UptimeMs = i * 60_000L;
            record.A = i;
            record.B = -i;
            record.Write(plain, 0);
            byte[] box = new byte[LogRatchet.SealedSize];
            ratchet!.Seal(plain, 0, box, 0);
            entries[i] = new LogEntry((uint)i, box);
        }

        return entries;
    }
}

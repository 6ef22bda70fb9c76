using LoRaNode.Core.Frames;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Tests.Store;

/// <summary>The technicians' database, wherever it is.</summary>
public abstract class CommunityStoreTests : IDisposable
{
    protected const string Board = "00112233445566ff";

    protected static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_is_noted_is_there_the_next_time()
    {
        using (CommunityStore store = Open())
        {
            store.Radio = NetworkRadio.TryFind("ru-868.7", "wide")!;
            store.Note(new StoredNode(7, "roof", Board, NodeState.Sent, "aa"), Now);
            store.Note(new SiteRecord(7, "Абай 10", 43.2, 76.9, null, null, null), Now);
            store.Note(new SiteRecord(7, null, null, null, 24, null, null), Now);
        }

        using CommunityStore again = Open();
        Assert.Equal(("ru-868.7", "wide"), (again.Radio.Band.Code, again.Radio.Preset.Name));
        Assert.Equal(new StoredNode(7, "roof", Board, NodeState.Sent, "aa"), again.NodeOfBoard(Board));
        Assert.Equal(new SiteRecord(7, "Абай 10", 43.2, 76.9, 24, null, null), Assert.Single(again.Sites()));
    }

    [Fact]
    public void A_board_lives_under_one_node_only()
    {
        using CommunityStore store = Open();
        store.Note(new StoredNode(1, "a", Board, NodeState.Verified, null), Now);
        store.Note(new StoredNode(2, "b", Board, NodeState.Sent, null), Now);

        Assert.Equal(2, store.NodeOfBoard(Board)!.Address);
        Assert.Null(store.Nodes()[0].Board);
    }

    [Fact]
    public void Records_are_kept_once_whatever_is_read_again()
    {
        using CommunityStore store = Open();
        LogPosition position = store.PositionOf(Board, 7, 1, 3);
        Assert.Equal(3, store.AddLogs(position, Records(0, 3)));
        Assert.Equal(2, store.AddLogs(position, Records(1, 4)));

        Assert.Equal([0u, 1u, 2u, 3u, 4u], store.Logs(new LogFilter()).Select(l => l.Number));
        Assert.Equal(5u, store.PositionOf(Board, 7, 1, 5).Next);
    }

    [Fact]
    public void A_record_that_could_not_be_opened_is_completed_when_the_keys_are_there()
    {
        using CommunityStore store = Open();
        LogPosition position = store.PositionOf(Board, 7, 1, 1);
        store.AddLogs(position, [(0, null, null)]);
        Assert.Null(Assert.Single(store.Logs(new LogFilter())).Record);

        store.AddLogs(position, Records(0, 1));

        Assert.Equal(LogCode.Relayed, Assert.Single(store.Logs(new LogFilter())).Record!.Code);
    }

    [Theory]
    [InlineData(7, 1, 2u, "its numbers begin again")]
    [InlineData(8, 1, 9u, "it has another address")]
    [InlineData(7, 2, 9u, "it got new credentials")]
    public void A_log_that_begins_anew_does_not_meet_the_old_one(int address, int provisioned, uint next, string why)
    {
        using CommunityStore store = Open();
        store.AddLogs(store.PositionOf(Board, 7, 1, 5), Records(0, 5));

        LogPosition position = store.PositionOf(Board, (ushort)address, provisioned, next);

        Assert.True((1, 0u) == (position.Life, position.Next), why);
    }

    [Fact]
    public void A_blank_board_goes_on_with_its_log_when_it_gets_credentials()
    {
        using CommunityStore store = Open();
        store.AddLogs(store.PositionOf(Board, 0, 0, 2), Records(0, 2));

        Assert.Equal((0, 2u), (store.PositionOf(Board, 7, 1, 4).Life, store.PositionOf(Board, 7, 1, 4).Next));
        Assert.All(store.Logs(new LogFilter()), l => Assert.Equal(7, l.Address));
    }

    [Fact]
    public void Filters_choose_and_the_newest_are_shown_oldest_first()
    {
        using CommunityStore store = Open();
        store.AddLogs(store.PositionOf(Board, 7, 1, 100), Records(0, 100));
        store.AddLogs(store.PositionOf("ffeeddccbbaa9988", 9, 1, 50), Records(0, 50));

        Assert.Equal([97u, 98u, 99u], store.Logs(new LogFilter { Address = 7, Limit = 3 }).Select(l => l.Number));
        Assert.Equal(150, store.Logs(new LogFilter()).Count());
        Assert.Equal(50, store.Logs(new LogFilter { Board = "ffeeddccbbaa9988" }).Count());
        Assert.Equal(21, store.Logs(new LogFilter { Address = 7, Since = Now.AddSeconds(10), Until = Now.AddSeconds(30) }).Count());
        Assert.Empty(store.Logs(new LogFilter { Codes = [LogCode.Provisioned] }));
        Assert.Equal(150, store.Logs(new LogFilter { Codes = [LogCode.Provisioned, LogCode.Relayed] }).Count());
        Assert.Equal([99u], store.Logs(new LogFilter { Address = 7, From = 99 }).Select(l => l.Number));
    }

    [Fact]
    public void Records_without_a_time_come_before_the_others_and_pages_go_through_all()
    {
        using CommunityStore store = Open();
        LogPosition position = store.PositionOf(Board, 7, 1, 10);
        store.AddLogs(position, Records(0, 5).Select(r => (r.Number, (DateTimeOffset?)null, r.Record)));
        store.AddLogs(position, Records(5, 5));
        store.AddLogs(store.PositionOf("ffeeddccbbaa9988", 9, 1, 5), Records(0, 5));

        StoredLog[] newest = [.. store.Logs(new LogFilter { Limit = 12 })];
        Assert.Equal(12, newest.Length);
        Assert.Equal([true, true], newest.Take(2).Select(l => l.At is null));
        Assert.All(newest.Skip(2), l => Assert.NotNull(l.At));
        Assert.True(store.Logs(new LogFilter()).First().At is null);

        var seen = new List<StoredLog>();
        for (IReadOnlyList<StoredLog> page = store.LogPage(new LogFilter(), null, 4); page.Count > 0; page = store.LogPage(new LogFilter(), LogCursor.Of(page[^1]), 4))
        {
            seen.AddRange(page);
        }

        Assert.Equal(15, seen.Count);
        Assert.Equal(15, seen.Select(l => (l.Board, l.Number)).Distinct().Count());
        Assert.Equal(15, store.LogCount());
    }

    [Fact]
    public void Reading_goes_on_while_something_else_is_noted()
    {
        using CommunityStore store = Open();
        store.AddLogs(store.PositionOf(Board, 7, 1, 100), Records(0, 100));
        int read = 0;
        foreach (StoredLog log in store.Logs(new LogFilter()))
        {
            if (read++ % 25 == 0)
            {
                store.Note(new StoredNode(7, $"roof {read}", log.Board, NodeState.Verified, null), Now);
                Assert.Single(store.Nodes());
            }
        }

        Assert.Equal(100, read);
    }

    [Fact]
    public void An_alert_is_noted_sent_reached_and_found_by_its_number()
    {
        using CommunityStore store = Open();
        var fields = new AlertPayload { Issuer = 3, Sequence = 10, Event = 0x61, SentMinutes = 475_260 };
        byte[] payload = new byte[AlertPayload.MaxSize];
        int head = fields.Write(payload);
        payload = payload[..(head + 2 + AlertPayload.SignatureSize)];
        long first = store.AddAlert(new StoredAlert(0, fields, "Су тасқыны", payload, AlertState.Unsent));
        long second = store.AddAlert(new StoredAlert(0, fields, "тағы", payload, AlertState.Unsent));
        store.NoteSent(first, 7, 99, Now);
        store.NoteReached(first, 12);
        store.NoteReached(first, 9);
        store.NoteRefused(second);

        StoredAlert[] alerts = [.. store.Alerts()];
        Assert.Equal([second, first], alerts.Select(a => a.Id));
        Assert.Equal((AlertState.Sent, (ushort)7, 99u, 12, "Су тасқыны"), (alerts[1].State, alerts[1].Node!.Value, alerts[1].Counter!.Value, alerts[1].Reached!.Value, alerts[1].Text));
        Assert.Equal(payload, alerts[1].Payload);
        Assert.Equal(AlertState.Refused, store.FindAlert(3, 10)!.State);
        Assert.Null(store.FindAlert(3, 11));
    }

    [Fact]
    public async Task Two_technicians_at_once_lose_nothing_and_keep_each_record_once()
    {
        using (Open())
        {
            // The tables are there before both begin.
        }

        Task Work(int technician) => Task.Run(() =>
        {
            using CommunityStore store = Open();
            for (int round = 0; round < 20; round++)
            {
                // Both pull the same node's log; each provisions nodes of its own.
                LogPosition position = store.PositionOf(Board, 7, 1, 1_000);
                store.AddLogs(position, Records((uint)(round * 10), 25));
                ushort address = (ushort)((technician * 100) + round + 1);
                store.Note(new StoredNode(address, $"roof-{address}", $"{address:x16}", NodeState.Assigned, null), Now);
                store.Note(new StoredNode(address, $"roof-{address}", $"{address:x16}", NodeState.Verified, "aa"), Now);
                store.Note(new SiteRecord(address, "Абай 10", null, null, technician, null, null), Now);
                store.Note(new SiteRecord(9_999, technician == 1 ? "place" : null, null, null, null, technician == 2 ? "antenna" : null, null), Now);
            }
        });

        using (CommunityStore store = Open())
        {
            store.Note(new StoredNode(9_999, "shared", null, NodeState.Assigned, null), Now);
        }

        await Task.WhenAll(Work(1), Work(2));

        using CommunityStore after = Open();
        Assert.Equal(41, after.Nodes().Count);
        Assert.All(after.Nodes().Where(n => n.Address != 9_999), n => Assert.Equal(NodeState.Verified, n.State));
        Assert.Equal(Enumerable.Range(0, 215).Select(i => (uint)i), after.Logs(new LogFilter { Address = 7 }).Select(l => l.Number));
        Assert.Equal(("place", "antenna"), (after.Sites().Single(s => s.Address == 9_999).Place, after.Sites().Single(s => s.Address == 9_999).Antenna));
    }

    /// <summary>Opens the same database again and again, as programs do one after the other or at once.</summary>
    protected abstract CommunityStore Open();

    /// <summary>The community's folder.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("loranode-store-").FullName;

    protected static IEnumerable<(uint Number, DateTimeOffset? At, LogRecord? Record)> Records(uint first, int count) =>
        Enumerable.Range((int)first, count).Select(i => (
            (uint)i,
            (DateTimeOffset?)Now.AddSeconds(i),
            (LogRecord?)new LogRecord { Index = (uint)i, Boot = 1, Code = LogCode.Relayed, UptimeMs = i * 1000, A = i, B = -i }));
}

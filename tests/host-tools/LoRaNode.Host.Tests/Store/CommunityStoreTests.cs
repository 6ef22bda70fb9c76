using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Host.Tests.Store;

/// <summary>The technicians' database.</summary>
public sealed class CommunityStoreTests : IDisposable
{
    private const string Board = "00112233445566ff";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_noted_is_there_the_next_time()
    {
        using (CommunityStore store = CommunityStore.Open(_folder))
        {
            store.Radio = NetworkRadio.TryFind("ru-868.7", "wide")!;
            store.Note(new StoredNode(7, "roof", Board, NodeState.Sent, "aa"), Now);
            store.Note(new SiteRecord(7, "Абай 10", 43.2, 76.9, null, null, null), Now);
            store.Note(new SiteRecord(7, null, null, null, 24, null, null), Now);
        }

        using CommunityStore again = CommunityStore.Open(_folder);
        Assert.Equal(("ru-868.7", "wide"), (again.Radio.Band.Code, again.Radio.Preset.Name));
        Assert.Equal(new StoredNode(7, "roof", Board, NodeState.Sent, "aa"), again.NodeOfBoard(Board));
        Assert.Equal(new SiteRecord(7, "Абай 10", 43.2, 76.9, 24, null, null), Assert.Single(again.Sites()));
    }

    [Fact]
    public void A_board_lives_under_one_node_only()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
        store.Note(new StoredNode(1, "a", Board, NodeState.Verified, null), Now);
        store.Note(new StoredNode(2, "b", Board, NodeState.Sent, null), Now);

        Assert.Equal(2, store.NodeOfBoard(Board)!.Address);
        Assert.Null(store.Nodes()[0].Board);
    }

    [Fact]
    public void Records_are_kept_once_whatever_is_read_again()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
        LogPosition position = store.PositionOf(Board, 7, 1, 3);
        Assert.Equal(3, store.AddLogs(position, Records(0, 3)));
        Assert.Equal(2, store.AddLogs(position, Records(1, 4)));

        Assert.Equal([0u, 1u, 2u, 3u, 4u], store.Logs(new LogFilter()).Select(l => l.Number));
        Assert.Equal(5u, store.PositionOf(Board, 7, 1, 5).Next);
    }

    [Fact]
    public void A_record_that_could_not_be_opened_is_completed_when_the_keys_are_there()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
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
        using CommunityStore store = CommunityStore.Open(_folder);
        store.AddLogs(store.PositionOf(Board, 7, 1, 5), Records(0, 5));

        LogPosition position = store.PositionOf(Board, (ushort)address, provisioned, next);

        Assert.True((1, 0u) == (position.Life, position.Next), why);
    }

    [Fact]
    public void A_blank_board_goes_on_with_its_log_when_it_gets_credentials()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
        store.AddLogs(store.PositionOf(Board, 0, 0, 2), Records(0, 2));

        Assert.Equal((0, 2u), (store.PositionOf(Board, 7, 1, 4).Life, store.PositionOf(Board, 7, 1, 4).Next));
        Assert.All(store.Logs(new LogFilter()), l => Assert.Equal(7, l.Address));
    }

    [Fact]
    public void Filters_choose_and_the_newest_are_shown_oldest_first()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
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
    public void A_file_of_a_newer_version_and_a_damaged_one_are_left_alone()
    {
        using (CommunityStore.Open(_folder))
        {
        }

        string path = CommunityStore.PathIn(_folder);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Equal("store.error.newer", Assert.Throws<UserError>(() => CommunityStore.Open(_folder)).TextKey);
        byte[] noise = new byte[8192];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(path, noise);
        Assert.Equal("store.error.damaged", Assert.Throws<UserError>(() => CommunityStore.Open(_folder)).TextKey);
        Assert.Equal(noise, File.ReadAllBytes(path));
    }

    [Fact]
    public void Nobody_else_may_read_the_file()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows gives a folder's rights to its files.");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CommunityStore.PathIn(_folder)));
    }

    private static IEnumerable<(uint Number, DateTimeOffset? At, LogRecord? Record)> Records(uint first, int count) =>
        Enumerable.Range((int)first, count).Select(i => (
            (uint)i,
            (DateTimeOffset?)Now.AddSeconds(i),
            (LogRecord?)new LogRecord { Index = (uint)i, Boot = 1, Code = LogCode.Relayed, UptimeMs = i * 1000, A = i, B = -i }));
}

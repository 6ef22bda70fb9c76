using LoRaNode.Host.Store;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Tests.Servers;
using LoRaNode.Host.Texts;
using Npgsql;

namespace LoRaNode.Host.Tests.Store;

/// <summary>The database on a server that several technicians share.</summary>
[Collection(SharedPostgres.Name)]
public sealed class PostgresStoreTests(PostgresServer server) : CommunityStoreTests
{
    private readonly DatabaseAddress _address = DatabaseAddress.Parse(server.NewDatabase());

    [Fact]
    public void A_wrong_password_a_missing_database_and_a_silent_server_say_what_to_do()
    {
        Assert.Equal("store.error.login", KeyOf(server.Address("postgres", "wrong")));
        Assert.Equal("store.error.nodatabase", KeyOf(server.Address("nowhere")));
        Assert.Equal("store.error.unreachable", KeyOf($"postgres://technician:x@127.0.0.1:{ServerProcess.FreePort()}/city"));
    }

    [Theory]
    [InlineData("mysql://host/city")]
    [InlineData("postgres://host")]
    [InlineData("postgres://host/city?nonsense=1")]
    [InlineData("city")]
    public void What_is_no_address_is_told(string text) => Assert.Equal("store.error.address", Assert.Throws<UserError>(() => DatabaseAddress.Parse(text)).TextKey);

    [Fact]
    public void A_password_in_the_address_is_not_shown_to_anybody() => Assert.DoesNotContain(Uri.EscapeDataString(PostgresServer.Password), _address.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Tables_of_a_newer_version_are_left_alone()
    {
        using (Open())
        {
            Execute("UPDATE store_version SET version = 1000");
        }

        Assert.Equal("store.error.newer", Assert.Throws<UserError>(Open).TextKey);
    }

    [Fact]
    public void Several_programs_that_open_a_new_database_at_once_all_find_its_tables()
    {
        Parallel.For(0, 8, _ =>
        {
            using CommunityStore store = Open();
            Assert.Empty(store.Nodes());
        });
    }

    [Fact]
    public void A_fleet_becomes_shared_with_all_that_its_folder_held_and_can_be_backed_up_to_a_file()
    {
        using CommunityStore shared = Open();
        using (CommunityStore file = CommunityStore.Open(Folder))
        {
            file.Radio = NetworkRadio.TryFind("ru-868.7", "wide")!;
            file.Note(new StoredNode(7, "roof", Board, NodeState.Verified, "aa"), Now);
            file.Note(new SiteRecord(7, "Абай 10", 43.2, 76.9, 24, null, null), Now);
            file.AddLogs(file.PositionOf(Board, 7, 1, 100), Records(0, 100));
            file.CopyTo(shared);
        }

        Assert.Equal(100, shared.Logs(new LogFilter { Address = 7 }).Count());
        Assert.Equal("wide", shared.Radio.Preset.Name);
        shared.AddLogs(shared.PositionOf("ffeeddccbbaa9988", 9, 1, 50), Records(0, 50));
        using (CommunityStore file = CommunityStore.Open(Folder))
        {
            Assert.Equal("store.error.notempty", Assert.Throws<UserError>(() => file.CopyTo(shared)).TextKey);
        }

        string copy = Directory.CreateDirectory(Path.Combine(Folder, "copy")).FullName;
        shared.CopyTo(CommunityStore.PathIn(copy));
        using CommunityStore back = CommunityStore.Open(copy);
        Assert.Equal(150, back.LogCount());
        Assert.Equal(new SiteRecord(7, "Абай 10", 43.2, 76.9, 24, null, null), Assert.Single(back.Sites()));
    }

    protected override CommunityStore Open() => CommunityStore.Open(Folder, _address);

    private string KeyOf(string address) => Assert.Throws<UserError>(() => CommunityStore.Open(Folder, DatabaseAddress.Parse(address))).TextKey;

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_address.ToConnectionString());
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of these tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

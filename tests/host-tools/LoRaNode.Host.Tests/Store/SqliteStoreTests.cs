using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Host.Tests.Store;

/// <summary>The database as a file in the community's folder.</summary>
public sealed class SqliteStoreTests : CommunityStoreTests
{
    [Fact]
    public void A_file_of_a_newer_version_and_a_damaged_one_are_left_alone()
    {
        using (Open())
        {
        }

        string path = CommunityStore.PathIn(Folder);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Equal("store.error.newer", Assert.Throws<UserError>(Open).TextKey);
        byte[] noise = new byte[8192];
        new Random(1).NextBytes(noise);
        File.WriteAllBytes(path, noise);
        Assert.Equal("store.error.damaged", Assert.Throws<UserError>(Open).TextKey);
        Assert.Equal(noise, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_that_the_disk_or_a_missing_right_keeps_from_opening_is_not_called_damaged()
    {
        using (Open())
        {
        }

        Directory.CreateDirectory(CommunityStore.PathIn(Folder) + "-wal");

        Assert.Equal("store.error.disk", Assert.Throws<UserError>(Open).TextKey);
    }

    [Fact]
    public void Nobody_else_may_read_the_file()
    {
        using CommunityStore store = Open();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows gives a folder's rights to its files.");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CommunityStore.PathIn(Folder)));
    }

    protected override CommunityStore Open() => CommunityStore.Open(Folder);
}

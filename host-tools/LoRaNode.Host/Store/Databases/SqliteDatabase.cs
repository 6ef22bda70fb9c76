using System.Data.Common;
using System.Globalization;
using LoRaNode.Host.Texts;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Host.Store.Databases;

/// <summary>A file in the community's folder: for one technician, or several programs of one.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    // Another program may be importing a large log.
    private const int BusySeconds = 30;

    // Pages in memory: with less, the indexes of a large import are read and written again and again (a million records: 23 s, not 14).
    private const int CacheKiB = 128 * 1024;

    private readonly SqliteConnection _connection;

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    internal override DbConnection Connection => _connection;

    // A transaction that may write has the whole file to itself.
    internal override string RowLock => string.Empty;

    internal override bool HasBatches => false;

    /// <summary>Opens a file, and makes it when it is not there.</summary>
    /// <exception cref="UserError">It is damaged, or was written by a newer version of the tool.</exception>
    internal static SqliteDatabase Open(string path)
    {
        MakePrivate(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,

            // The file must be free for moving and deleting as soon as the store is closed.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -{CacheKiB}; PRAGMA wal_autocheckpoint = 16384;");
            if (!TryUpgrade(connection))
            {
                throw new UserError("store.error.newer", path);
            }

            return new SqliteDatabase(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new UserError(KeyOf(e), path, Cause.Of(e));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Result codes of SQLite. Only a damaged file is to be replaced by a back-up: what a full disk or a missing right keeps from opening is whole.
    private static string KeyOf(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => "store.error.busy",
        8 or 10 or 13 or 14 => "store.error.disk",
        _ => "store.error.damaged",
    };

    internal override string Sql(string sql) => sql;

    internal override string Parameter(string name) => name;

    internal override ReadingConnection OpenReading() => new(_connection, isOwn: false);

    /// <inheritdoc/>
    public override void Dispose() => _connection.Dispose();

    /// <summary>Brings a file to the version that this code works with. False when it is newer.</summary>
    private static bool TryUpgrade(SqliteConnection connection)
    {
        // Immediate: two programs that open an old file at once take turns.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        int version = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (version > StoreSchema.Version)
        {
            return false;
        }

        if (version < StoreSchema.Version)
        {
#pragma warning disable CA2100 // Literals of this program.
            command.CommandText = StoreSchema.StepsFrom(version) + $"\nPRAGMA user_version = {StoreSchema.Version};";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return true;
    }

    private static void MakePrivate(string path)
    {
        if (File.Exists(path) || OperatingSystem.IsWindows())
        {
            return;
        }

        // SQLite gives its side files the rights of the database.
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

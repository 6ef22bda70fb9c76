using System.Globalization;
using LoRaNode.Host.Texts;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Host.Store;

/// <summary>
/// What the technicians know beside the keys: radio settings, boards and their sites, how far provisioning has come, log records, alerts
/// sent. A SQLite file in the community's folder, readable by its owner only. It holds no key and no text of members' messages.
/// Every change is one transaction: an interruption leaves all of it or nothing. Not for several threads at once; several programs may
/// use one file.
/// </summary>
public sealed partial class CommunityStore : IDisposable
{
    /// <summary>Name of the file in the community's folder.</summary>
    public const string FileName = "network.db";

    // Another program may be importing a large log.
    private const int BusySeconds = 30;

    // Pages in memory: with less, the indexes of a large import are read and written again and again (a million records: 23 s, not 14).
    private const int CacheKiB = 128 * 1024;

    private readonly SqliteConnection _connection;

    private CommunityStore(SqliteConnection connection)
    {
        _connection = connection;
    }

    /// <summary>Path of the file of a community.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Opens the database of a community's folder; makes it when it is not there.</summary>
    /// <exception cref="UserError">It is damaged, or was written by a newer version of the tool.</exception>
    public static CommunityStore Open(string folder)
    {
        string path = PathIn(folder);
        if (!Directory.Exists(folder))
        {
            throw new UserError("keys.error.nocommunity", folder);
        }

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
            if (!StoreSchema.TryUpgrade(connection))
            {
                throw new UserError("store.error.newer", path);
            }

            return new CommunityStore(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new UserError("store.error.damaged", path, e.Message);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The radio settings of the network; those that the firmware starts with when none were chosen.</summary>
    public NetworkRadio Radio
    {
        get => NetworkRadio.TryFind(Setting("region"), Setting("preset")) ?? NetworkRadio.Default;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            using SqliteTransaction transaction = _connection.BeginTransaction();
            SetSetting("region", value.Band.Code);
            SetSetting("preset", value.Preset.Name);
            transaction.Commit();
        }
    }

    /// <summary>Writes a complete copy of the database to a new file, whoever else is using it.</summary>
    public void CopyTo(string path)
    {
        using SqliteCommand command = Command("VACUUM INTO $path", ("$path", path));
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

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

    private string? Setting(string name)
    {
        using SqliteCommand command = Command("SELECT value FROM setting WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() as string;
    }

    private void SetSetting(string name, string value)
    {
        using SqliteCommand command = Command(
            "INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("$name", name),
            ("$value", value));
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a literal of this class or put together from literals; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static T? Nullable<T>(SqliteDataReader row, int column)
        where T : struct =>
        row.IsDBNull(column) ? null : (T)Convert.ChangeType(row.GetValue(column), typeof(T), CultureInfo.InvariantCulture);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

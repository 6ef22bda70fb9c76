using System.Data.Common;
using System.Globalization;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Store;

/// <summary>
/// What the technicians know beside the keys: radio settings, boards and their sites, how far provisioning has come, log records, alerts
/// sent. A SQLite file in the community's folder, readable by its owner only, or a PostgreSQL database that several technicians share. It holds no
/// key and no text of members' messages. Every change is one transaction: an interruption leaves all of it or nothing. Not for several threads
/// at once; several programs may use one database.
/// </summary>
public sealed partial class CommunityStore : IDisposable
{
    /// <summary>Name of the file in the community's folder.</summary>
    public const string FileName = "network.db";

    private readonly StoreDatabase _database;
    private readonly DbConnection _connection;

    private CommunityStore(StoreDatabase database)
    {
        _database = database;
        _connection = database.Connection;
    }

    /// <summary>Path of the file of a community.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Opens the database of a community; makes it when it is not there.</summary>
    /// <param name="folder">The community's folder.</param>
    /// <param name="shared">A database that several technicians share; null for the file in the folder.</param>
    /// <exception cref="UserError">It cannot be reached, is damaged, or was written by a newer version of the tool.</exception>
    public static CommunityStore Open(string folder, DatabaseAddress? shared = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("keys.error.nocommunity", folder);
        }

        return new CommunityStore(shared is null ? SqliteDatabase.Open(PathIn(folder)) : PostgresDatabase.Open(shared));
    }

    /// <summary>The radio settings of the network; those that the firmware starts with when none were chosen.</summary>
    public NetworkRadio Radio
    {
        get => NetworkRadio.TryFind(Setting("region"), Setting("preset")) ?? NetworkRadio.Default;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            using DbTransaction transaction = _connection.BeginTransaction();
            SetSetting("region", value.Band.Code);
            SetSetting("preset", value.Preset.Name);
            transaction.Commit();
        }
    }

    /// <summary>Writes a complete copy of the database to a new SQLite file, whoever else is using it.</summary>
    public void CopyTo(string path)
    {
        using SqliteDatabase target = SqliteDatabase.Open(path);
        StoreCopy.Run(_database, target);
    }

    /// <summary>Puts everything that this store holds into another one, which must be empty.</summary>
    /// <exception cref="UserError">It is not empty.</exception>
    public void CopyTo(CommunityStore target)
    {
        ArgumentNullException.ThrowIfNull(target);
        StoreCopy.Run(_database, target._database);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private string? Setting(string name)
    {
        using DbCommand command = Command("SELECT value FROM setting WHERE name = $name", ("$name", name));
        return command.ExecuteScalar() as string;
    }

    private void SetSetting(string name, string value)
    {
        using DbCommand command = Command(
            "INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            ("$name", name),
            ("$value", value));
        command.ExecuteNonQuery();
    }

    private DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        DbCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a literal of this class or put together from literals; values are parameters.
        command.CommandText = _database.Sql(sql);
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
        {
            Bind(command, name, value);
        }

        return command;
    }

    private DbParameter Bind(DbCommand command, string name, object? value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = _database.Parameter(name);
        parameter.Value = Plain(value);
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>A value as both databases take it: whole numbers are of eight bytes.</summary>
    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        byte or ushort or short or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => value,
    };

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static T? Nullable<T>(DbDataReader row, int column)
        where T : struct =>
        row.IsDBNull(column) ? null : (T)Convert.ChangeType(row.GetValue(column), typeof(T), CultureInfo.InvariantCulture);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Time(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

using System.Data.Common;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Store.Databases;

/// <summary>Copies all tables of one database into another: from the file to a server when a fleet becomes shared, and back for a back-up.</summary>
internal static class StoreCopy
{
    // In an order in which what is referred to comes first.
    private static readonly (string Name, string[] Columns)[] Tables =
    [
        ("setting", ["name", "value"]),
        ("node", ["address", "name", "board", "state", "credentials_check", "changed_at"]),
        ("site", ["address", "place", "latitude", "longitude", "height_m", "antenna", "photo", "noted_at"]),
        ("board", ["id", "code"]),
        ("log_life", ["board_id", "life", "address", "provisioned"]),
        ("log", ["board_id", "life", "number", "at", "boot", "uptime_ms", "code", "a", "b"]),
        ("alert", ["id", "issuer", "sequence", "kind", "replaces", "event", "language", "text", "payload", "signed_at", "expires_at", "state", "sent_at", "node", "counter", "reached"]),
    ];

    /// <summary>Copies everything in one transaction of the target.</summary>
    /// <exception cref="UserError">The target holds something already.</exception>
    internal static void Run(StoreDatabase source, StoreDatabase target)
    {
        using DbTransaction transaction = target.Connection.BeginTransaction();
        foreach ((string name, string[] columns) in Tables)
        {
            if (Scalar(target, $"SELECT count(*) FROM {name}") != 0)
            {
                throw new UserError("store.error.notempty");
            }

            Copy(source, target, name, columns);
        }

        if (target.HasBatches)
        {
            // Numbers that the server gives from now on come after those that were copied.
            foreach (string name in (ReadOnlySpan<string>)["board", "alert"])
            {
                Scalar(target, $"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {name}), false)");
            }
        }

        transaction.Commit();
    }

    private static void Copy(StoreDatabase source, StoreDatabase target, string table, string[] columns)
    {
        using ReadingConnection reading = source.OpenReading();
        using DbCommand select = reading.Connection.CreateCommand();
        using DbCommand insert = target.Connection.CreateCommand();
#pragma warning disable CA2100 // Names of this class.
        select.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table}";
        insert.CommandText = target.Sql($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})");
#pragma warning restore CA2100
        using DbDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            insert.Parameters.Clear();
            for (int i = 0; i < columns.Length; i++)
            {
                DbParameter parameter = insert.CreateParameter();
                parameter.ParameterName = target.Parameter($"$p{i}");
                parameter.Value = row.GetValue(i);
                insert.Parameters.Add(parameter);
            }

            insert.ExecuteNonQuery();
        }
    }

    private static long Scalar(StoreDatabase database, string sql)
    {
        using DbCommand command = database.Connection.CreateCommand();
#pragma warning disable CA2100 // Names of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}

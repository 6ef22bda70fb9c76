using System.Data;
using System.Data.Common;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Store;

/// <content>Log records.</content>
public sealed partial class CommunityStore
{
    private const string LogSelect =
        """
        SELECT board.code AS board, log.life, log_life.address, node.name, log.number, log.at, log.boot, log.uptime_ms, log.code AS what, log.a, log.b
        FROM log
        JOIN log_life ON log_life.board_id = log.board_id AND log_life.life = log.life
        JOIN board ON board.id = log.board_id
        LEFT JOIN node ON node.address = log_life.address
        """;

    private const string LogInsert =
        """
        INSERT INTO log (board_id, life, number, at, boot, uptime_ms, code, a, b)
        VALUES ($board, $life, $number, $at, $boot, $uptime, $code, $a, $b)
        ON CONFLICT (board_id, life, number) DO UPDATE SET
            at = excluded.at, boot = excluded.boot, uptime_ms = excluded.uptime_ms, code = excluded.code, a = excluded.a, b = excluded.b
            WHERE log.code IS NULL AND excluded.code IS NOT NULL
        """;

    // Records on one way to a server and back.
    private const int BatchSize = 500;

    private static readonly string[] RecordParameters = ["$number", "$at", "$boot", "$uptime", "$code", "$a", "$b"];
    private static readonly string[] BatchParameters = [.. RecordParameters, "$board", "$life"];

    /// <summary>
    /// Where reading of a board's log goes on. A board that was erased counts its records from 0 again: that is a new life of its log, told by
    /// another address, new credentials, or a next number below what is stored.
    /// </summary>
    /// <param name="board">The board, 16 hexadecimal digits.</param>
    /// <param name="address">Its address now; 0 without credentials.</param>
    /// <param name="provisioned">How often its node was given credentials; 0 when that is not known.</param>
    /// <param name="nextNumber">Number that its next record will have.</param>
    public LogPosition PositionOf(string board, ushort address, int provisioned, uint nextNumber)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        using (DbCommand add = Command("INSERT INTO board (code) VALUES ($board) ON CONFLICT DO NOTHING", ("$board", board)))
        {
            add.ExecuteNonQuery();
        }

        using (DbCommand turn = Command("SELECT id FROM board WHERE code = $board" + _database.RowLock, ("$board", board)))
        {
            turn.ExecuteScalar();
        }

        using DbCommand find = Command(
            """
            SELECT board.id, log_life.life, log_life.address, log_life.provisioned,
                (SELECT max(number) FROM log WHERE log.board_id = board.id AND log.life = log_life.life)
            FROM board LEFT JOIN log_life ON log_life.board_id = board.id
            WHERE board.code = $board ORDER BY log_life.life DESC LIMIT 1
            """,
            ("$board", board));
        LogPosition position;
        bool isNew;
        using (DbDataReader row = find.ExecuteReader())
        {
            row.Read();
            bool isKnown = !row.IsDBNull(1);
            int life = isKnown ? row.GetInt32(1) : 0;
            uint next = isKnown && !row.IsDBNull(4) ? (uint)row.GetInt64(4) + 1 : 0;
            bool isBlank = isKnown && row.GetInt32(2) == 0;
            bool isSame = isKnown && next <= nextNumber && (isBlank || (row.GetInt32(2) == address && (provisioned == 0 || row.GetInt32(3) == 0 || row.GetInt32(3) == provisioned)));
            isNew = !isSame || isBlank || (provisioned != 0 && row.GetInt32(3) == 0);
            position = isSame || !isKnown ? new(row.GetInt64(0), life, next) : new(row.GetInt64(0), life + 1, 0);
        }

        // A blank board that got credentials goes on with its log: the address is noted then.
        if (isNew)
        {
            using DbCommand note = Command(
                """
                INSERT INTO log_life (board_id, life, address, provisioned) VALUES ($board, $life, $address, $provisioned)
                ON CONFLICT (board_id, life) DO UPDATE SET address = excluded.address, provisioned = excluded.provisioned
                """,
                ("$board", position.BoardId),
                ("$life", position.Life),
                ("$address", address),
                ("$provisioned", provisioned));
            note.ExecuteNonQuery();
        }

        transaction.Commit();
        return position;
    }

    /// <summary>
    /// Adds records in one transaction. Those that are there stay as they are, but for records that could not be opened before. Returns how many
    /// rows are new.
    /// </summary>
    /// <param name="position">The log that they belong to.</param>
    /// <param name="records">Number, time if known, content if it could be opened.</param>
    public int AddLogs(LogPosition position, IEnumerable<(uint Number, DateTimeOffset? At, LogRecord? Record)> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (_database.HasBatches)
        {
            return AddLogsInBatches(position, records);
        }

        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand command = Command(LogInsert, ("$board", position.BoardId), ("$life", position.Life));
        DbParameter[] values = [.. RecordParameters.Select(n => Bind(command, n, null))];
        Array.ForEach(values, v => v.DbType = DbType.Int64);
        command.Prepare();
        int added = 0;
        foreach ((uint number, DateTimeOffset? at, LogRecord? record) in records)
        {
            Fill(values, number, at, record);
            added += command.ExecuteNonQuery();
        }

        transaction.Commit();
        return added;
    }

    /// <summary>The same for a server, with many statements on each way there and back.</summary>
    private int AddLogsInBatches(LogPosition position, IEnumerable<(uint Number, DateTimeOffset? At, LogRecord? Record)> records)
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        int added = 0;
        foreach ((uint Number, DateTimeOffset? At, LogRecord? Record)[] chunk in records.Chunk(BatchSize))
        {
            using DbBatch batch = _connection.CreateBatch();
            batch.Transaction = transaction;
            foreach ((uint number, DateTimeOffset? at, LogRecord? record) in chunk)
            {
                DbBatchCommand command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // A literal of this class.
                command.CommandText = _database.Sql(LogInsert);
#pragma warning restore CA2100
                DbParameter[] values = [.. BatchParameters.Select(n => NumberParameter(command, n))];
                values[^2].Value = position.BoardId;
                values[^1].Value = (long)position.Life;
                Fill(values, number, at, record);
                batch.BatchCommands.Add(command);
            }

            added += batch.ExecuteNonQuery();
        }

        transaction.Commit();
        return added;
    }

    private DbParameter NumberParameter(DbBatchCommand command, string name)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = _database.Parameter(name);
        parameter.DbType = DbType.Int64;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static void Fill(DbParameter[] values, uint number, DateTimeOffset? at, LogRecord? record)
    {
        values[0].Value = (long)number;
        values[1].Value = at is { } time ? Milliseconds(time) : DBNull.Value;
        values[2].Value = record is null ? DBNull.Value : (long)record.Boot;
        values[3].Value = record is null ? DBNull.Value : record.UptimeMs;
        values[4].Value = record is null ? DBNull.Value : (long)record.Code;
        values[5].Value = record is null ? DBNull.Value : (long)record.A;
        values[6].Value = record is null ? DBNull.Value : (long)record.B;
    }

    /// <summary>Reads records, oldest first by their time, and by board and number where that is not known.</summary>
    public IEnumerable<StoredLog> Logs(LogFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Limit is { } limit)
        {
            // The newest were asked for; people read them oldest first.
            foreach (StoredLog log in LogPage(filter, null, limit).Reverse())
            {
                yield return log;
            }

            yield break;
        }

        // One board's log is in the order of its numbers, whatever is known of the time; of several, the oldest by the clock.
        using ReadingConnection reading = _database.OpenReading();
        using DbCommand command = Command(string.Empty);
        command.Connection = reading.Connection;
        string where = Where(filter, command, []);
#pragma warning disable CA2100 // Put together from literals; values are parameters.
        command.CommandText = _database.Sql($"{LogSelect}{where} ORDER BY {(IsOneLog(filter) ? string.Empty : "log.at NULLS FIRST, ")}log.board_id, log.life, log.number");
#pragma warning restore CA2100
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return Log(row);
        }
    }

    /// <summary>Number of log records.</summary>
    public long LogCount()
    {
        using DbCommand command = Command("SELECT count(*) FROM log");
        return (long)command.ExecuteScalar()!;
    }

    private static StoredLog Log(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1),
        (ushort)row.GetInt32(2),
        Text(row, 3),
        (uint)row.GetInt64(4),
        Time(row, 5),
        row.IsDBNull(8) ? null : Record(row));

    private static LogRecord Record(DbDataReader row) => new()
    {
        Index = (uint)row.GetInt64(4),
        Boot = (ushort)row.GetInt32(6),
        UptimeMs = row.GetInt64(7),
        Code = (LogCode)row.GetInt32(8),
        A = row.GetInt32(9),
        B = row.GetInt32(10),
    };

    /// <summary>The conditions of a filter, whose values become parameters of the command, and more of them; empty without any.</summary>
    private string Where(LogFilter filter, DbCommand command, IEnumerable<string> more)
    {
        List<string> conditions = [.. more.Where(c => c.Length > 0)];
        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            Bind(command, name, value);
        }

        if (filter.Address is { } address)
        {
            Add("log_life.address = $address", "$address", address);
        }

        if (filter.Board is { } board)
        {
            Add("board.code = $code", "$code", board);
        }

        if (filter.Since is { } since)
        {
            Add("log.at >= $since", "$since", Milliseconds(since));
        }

        if (filter.Until is { } until)
        {
            Add("log.at <= $until", "$until", Milliseconds(until));
        }

        if (filter.Boot is { } boot)
        {
            Add("log.boot = $boot", "$boot", boot);
        }

        if (filter.From is { } from)
        {
            Add("log.number >= $from", "$from", from);
        }

        if (filter.Codes.Count > 0)
        {
            string[] names = [.. filter.Codes.Select((_, i) => $"$code{i}")];
            conditions.Add($"log.code IN ({string.Join(", ", names)})");
            for (int i = 0; i < names.Length; i++)
            {
                Bind(command, names[i], (int)filter.Codes[i]);
            }
        }

        return conditions.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", conditions);
    }
}

using LoRaNode.Simulator.Runs;
using LoRaNode.Simulator.World;
using Microsoft.Data.Sqlite;

namespace LoRaNode.Simulator.Traces;

/// <summary>
/// Writes what happens in a run to an SQLite database: tables <c>run</c>, <c>node</c>, <c>sent</c> (every transmission), <c>received</c>
/// (every frame that a node had locked on, and whether it was read), <c>broadcast</c> and <c>delivery</c>. Times are microseconds
/// of simulated time.
/// </summary>
public sealed class TraceFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _sent;
    private readonly SqliteCommand _received;

    /// <summary>Creates the file, replacing an older one, and listens to the world of a run.</summary>
    public TraceFile(string path, RelayBroadcastRun run)
    {
        File.Delete(path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE run (city TEXT, seed INTEGER, nodes INTEGER);
            CREATE TABLE node (id INTEGER PRIMARY KEY, x_m REAL, y_m REAL, height_m REAL);
            CREATE TABLE sent (number INTEGER PRIMARY KEY, start_us INTEGER, end_us INTEGER, node INTEGER, bytes INTEGER, kind TEXT);
            CREATE TABLE received (at_us INTEGER, node INTEGER, source INTEGER, good INTEGER);
            CREATE TABLE broadcast (id INTEGER PRIMARY KEY, source INTEGER, sent_us INTEGER);
            CREATE TABLE delivery (broadcast INTEGER, node INTEGER, delay_us INTEGER);
            """);
        _transaction = _connection.BeginTransaction();
        Insert("INSERT INTO run VALUES ($0, $1, $2)", run.World.City.Name, (long)run.Seed, run.World.City.Count);
        for (int i = 0; i < run.World.City.Count; i++)
        {
            var site = run.World.City.Sites[i];
            Insert("INSERT INTO node VALUES ($0, $1, $2, $3)", i, site.XMeters, site.YMeters, site.HeightMeters);
        }

        _sent = Prepare("INSERT INTO sent VALUES ($0, $1, $2, $3, $4, $5)", 6);
        _received = Prepare("INSERT INTO received VALUES ($0, $1, $2, $3)", 4);
        run.World.Sent += frame => Write(_sent, frame.Number, frame.StartUs, frame.EndUs, frame.From, frame.Length, frame.Kind.ToString());
        run.World.Received += (at, node, from, good) => Write(_received, at, node, from, good ? 1 : 0);
    }

    /// <summary>Adds the deliveries and closes the file.</summary>
    public void Finish(RelayBroadcastRun run)
    {
        for (int b = 0; b < run.Broadcasts.Count; b++)
        {
            var broadcast = run.Broadcasts[b];
            Insert("INSERT INTO broadcast VALUES ($0, $1, $2)", b, broadcast.Source, broadcast.SentUs);
            for (int i = 0; i < broadcast.DelayUs.Length; i++)
            {
                if (broadcast.DelayUs[i] >= 0)
                {
                    Insert("INSERT INTO delivery VALUES ($0, $1, $2)", b, i, broadcast.DelayUs[i]);
                }
            }
        }

        _transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sent.Dispose();
        _received.Dispose();
        _transaction.Dispose();
        _connection.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Insert(string sql, params object[] values)
    {
        using var command = Prepare(sql, values.Length);
        Write(command, values);
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + i, null));
        }

        return command;
    }

    private static void Write(SqliteCommand command, params object[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}

using System.Security.Cryptography;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Npgsql;

namespace LoRaNode.Host.Store.Databases;

/// <summary>
/// The community's key file, encrypted as it is, in a shared database: technicians take turns in changing it, and each has a copy in the folder. The
/// folder also notes which file both had last (<c>shared-keys</c>): so it is told apart which side has changed since, and files that were changed
/// on both sides are never mixed. The root's and the issuers' keys stay where they are.
/// </summary>
public sealed class SharedKeyShelf : IKeyShelf
{
    private const string NoteName = "shared-keys";

    private readonly DatabaseAddress _address;
    private readonly string _path;
    private readonly string _notePath;

    /// <summary>Prepares the shelf.</summary>
    /// <param name="address">The shared database; its tables are there.</param>
    /// <param name="folder">The community's folder.</param>
    public SharedKeyShelf(DatabaseAddress address, string folder)
    {
        ArgumentNullException.ThrowIfNull(address);
        _address = address;
        _path = Path.Combine(folder, Community.NetworkFileName);
        _notePath = Path.Combine(folder, NoteName);
    }

    /// <summary>True when the database holds a community already.</summary>
    /// <exception cref="UserError">The database cannot be used.</exception>
    public bool HasCommunity
    {
        get
        {
            using PostgresDatabase database = PostgresDatabase.Open(_address);
            return Read((NpgsqlConnection)database.Connection) is not null;
        }
    }

    /// <summary>Brings the folder and the database to the same file: the one that was changed since both had the same.</summary>
    /// <exception cref="UserError">Both were changed, or the database cannot be used.</exception>
    public void Synchronize()
    {
        using IKeyTurn turn = Begin();
        if (turn.Content is null && File.Exists(_path))
        {
            turn.Put(File.ReadAllBytes(_path));
        }
    }

    /// <inheritdoc/>
    public IKeyTurn Begin()
    {
        PostgresDatabase database = PostgresDatabase.Open(_address);
        try
        {
            var connection = (NpgsqlConnection)database.Connection;
            NpgsqlTransaction transaction = connection.BeginTransaction();
            Execute(connection, "LOCK TABLE key_file IN EXCLUSIVE MODE", null);
            return new Turn(this, database, transaction, Agreed(Read(connection)));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What the change begins with: the database's file, put into the folder too; null when the folder's is the newer one or the only one.</summary>
    private byte[]? Agreed(byte[]? theirs)
    {
        byte[]? ours = File.Exists(_path) ? File.ReadAllBytes(_path) : null;
        if (theirs is null)
        {
            return null;
        }

        if (ours is not null && !ours.AsSpan().SequenceEqual(theirs))
        {
            string last = File.Exists(_notePath) ? File.ReadAllText(_notePath) : string.Empty;
            if (NameOf(theirs) == last)
            {
                return null;
            }

            if (NameOf(ours) != last)
            {
                throw new UserError("store.error.apart", _path, _address);
            }
        }

        SecretFile.Write(_path, theirs);
        Note(theirs);
        return theirs;
    }

    private void Note(byte[] content) => SecretFile.Write(_notePath, System.Text.Encoding.ASCII.GetBytes(NameOf(content)));

    private static string NameOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[]? Read(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT content FROM key_file WHERE name = @name", connection);
        command.Parameters.AddWithValue("name", Community.NetworkFileName);
        return command.ExecuteScalar() as byte[];
    }

    private static void Execute(NpgsqlConnection connection, string sql, byte[]? content)
    {
#pragma warning disable CA2100 // Literals of this class.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        if (content is not null)
        {
            command.Parameters.AddWithValue("name", Community.NetworkFileName);
            command.Parameters.AddWithValue("content", content);
        }

        command.ExecuteNonQuery();
    }

    private sealed class Turn(SharedKeyShelf shelf, PostgresDatabase database, NpgsqlTransaction transaction, byte[]? content) : IKeyTurn
    {
        private byte[]? _put;

        public byte[]? Content { get; } = content;

        public void Put(byte[] content)
        {
            Execute(
                (NpgsqlConnection)database.Connection,
                "INSERT INTO key_file (name, content) VALUES (@name, @content) ON CONFLICT (name) DO UPDATE SET content = excluded.content",
                content);

            // The folder's first: if the connection is lost before the end, it is the newer one and goes up the next time.
            SecretFile.Write(shelf._path, content);
            _put = content;
        }

        public void Dispose()
        {
            try
            {
                if (_put is not null)
                {
                    transaction.Commit();
                    shelf.Note(_put);
                }
            }
            finally
            {
                transaction.Dispose();
                database.Dispose();
            }
        }
    }
}

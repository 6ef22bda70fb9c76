using Npgsql;

namespace LoRaNode.Host.Tests.Servers;

/// <summary>A PostgreSQL server for the tests of one collection.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string User = "technician";
    public const string Password = "сағыныш";

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-postgres-").FullName;
    private RunningProgram? _server;
    private int _databases;

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a new, empty database.</summary>
    public string NewDatabase()
    {
        string name = $"city{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = "CREATE DATABASE " + name;
        command.ExecuteNonQuery();
        return Address(name);
    }

    public string Address(string database, string password = Password) =>
        $"postgres://{User}:{Uri.EscapeDataString(password)}@127.0.0.1:{Port}/{database}";

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={database};Pooling=false";

    public ValueTask DisposeAsync()
    {
        // Immediate shutdown: nobody needs the data any more.
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task StartAsync()
    {
        string[] folders = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(d => Path.Combine(d, "bin"))]
            : ["/usr/bin", "/usr/local/bin"];
        string initdb = ServerProcess.Find("postgresql", "initdb", folders);
        string postgres = ServerProcess.Find("postgresql", "postgres", folders);
        string secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, Password);
        string data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);

        // The server refuses to be root: the folder is the other user's.
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", null, "-R", "postgres:postgres", _folder);
        }

        await RunAsync(initdb, "postgres", "-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", secret, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        (_server, Port) = await ServerProcess.ListenAsync(port =>
        {
            RunningProgram server = ServerProcess.Start(postgres, "postgres", "-D", data, "-p", $"{port}", "-h", "127.0.0.1", "-k", _folder, "-F");
            server.Silence();
            return server;
        });
        Assert.True(await Eventually.IsTrueAsync(TakesQuestionsAsync), "The server takes no questions.");
    }

    // It takes connections before it has looked through its files.
    private async Task<bool> TakesQuestionsAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, string? user, params string[] arguments)
    {
        using RunningProgram run = ServerProcess.Start(program, user, arguments);
        Task<string> error = run.Error.ReadToEndAsync();
        await run.Output.ReadToEndAsync();
        Assert.True(await run.EndAsync() == 0, $"{program}: {await error}");
    }
}

/// <summary>Tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPostgres : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}

using System.Diagnostics;
using Npgsql;

namespace LoRaNode.Host.Tests.Servers;

/// <summary>A PostgreSQL server for the tests of one collection.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    public const string User = "technician";
    public const string Password = "сағыныш";

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-postgres-").FullName;
    private Process? _process;
    private int _databases;

    public int Port { get; } = ServerProcess.FreePort();

    public async ValueTask InitializeAsync()
    {
        string[] folders = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse().Select(d => Path.Combine(d, "bin"))]
            : ["/usr/bin", "/usr/local/bin"];
        string initdb = ServerProcess.Find("postgresql", "initdb", folders);
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
        _process = ServerProcess.Start(
            ServerProcess.Find("postgresql", "postgres", folders), "postgres", "-D", data, "-p", $"{Port}", "-h", "127.0.0.1", "-k", _folder, "-F");
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await ServerProcess.WaitForPortAsync(Port, _process);
        for (int i = 0; i < 100; i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                await Task.Delay(50);
            }
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
        if (_process is { HasExited: false })
        {
            // Immediate shutdown: nobody needs the data any more.
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task RunAsync(string program, string? user, params string[] arguments)
    {
        using Process process = ServerProcess.Start(program, user, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
    }
}

/// <summary>Tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPostgres : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}

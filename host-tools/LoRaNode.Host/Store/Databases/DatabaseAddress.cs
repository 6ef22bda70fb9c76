using System.Globalization;
using LoRaNode.Host.Texts;
using Npgsql;

namespace LoRaNode.Host.Store.Databases;

/// <summary>
/// Where a shared database is: <c>postgres://user@host:port/name</c>. A password may be in it, but is better in <c>PGPASSWORD</c> or
/// <c>~/.pgpass</c>, which the driver reads: command lines can be seen by others. Settings of the driver may follow, such as <c>?sslmode=VerifyFull</c>.
/// </summary>
public sealed class DatabaseAddress
{
    private readonly NpgsqlConnectionStringBuilder _builder;

    private DatabaseAddress(NpgsqlConnectionStringBuilder builder) => _builder = builder;

    /// <summary>Whom the server is told.</summary>
    internal string User => _builder.Username ?? string.Empty;

    /// <summary>Reads an address.</summary>
    /// <exception cref="UserError">It is none.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("postgres" or "postgresql") || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
        {
            throw new UserError("store.error.address");
        }

        try
        {
            var builder = new NpgsqlConnectionStringBuilder
            {
                Host = uri.Host,
                Port = uri.IsDefaultPort || uri.Port < 0 ? NpgsqlConnection.DefaultPort : uri.Port,
                Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
                ApplicationName = "loranode",

                // A lost connection is noticed, and a person does not wait long for an answer that will not come.
                Timeout = 10,
                KeepAlive = 30,
            };
            string[] user = uri.UserInfo.Split(':', 2);
            if (user[0].Length > 0)
            {
                builder.Username = Uri.UnescapeDataString(user[0]);
            }

            if (user.Length > 1)
            {
                builder.Password = Uri.UnescapeDataString(user[1]);
            }

            foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = pair.Split('=', 2);
                builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : string.Empty);
            }

            return new DatabaseAddress(builder);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            throw new UserError("store.error.address");
        }
    }

    /// <summary>The address without its password, for people.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{_builder.Host}:{_builder.Port}/{_builder.Database}");

    /// <summary>The address as the driver reads it.</summary>
    internal string ToConnectionString() => _builder.ConnectionString;
}

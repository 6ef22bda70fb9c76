using System.Data.Common;

namespace LoRaNode.Host.Store;

/// <content>Nodes, their boards and their sites.</content>
public sealed partial class CommunityStore
{
    private const string NodeColumns = "address, name, board, state, credentials_check";

    /// <summary>All nodes in the order of their names.</summary>
    public IReadOnlyList<StoredNode> Nodes() => ReadNodes($"SELECT {NodeColumns} FROM node ORDER BY name, address");

    /// <summary>The node that lives on a board; null when the board is new.</summary>
    public StoredNode? NodeOfBoard(string board) =>
        ReadNodes($"SELECT {NodeColumns} FROM node WHERE board = $board", ("$board", board)).SingleOrDefault();

    /// <summary>Notes how far a node has come. A board lives under one node only: where it was noted before, it is no more.</summary>
    public void Note(StoredNode node, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(node);
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand free = Command(
            "UPDATE node SET board = NULL WHERE board = $board AND address <> $address", ("$board", node.Board), ("$address", node.Address));
        free.ExecuteNonQuery();
        using DbCommand note = Command(
            """
            INSERT INTO node (address, name, board, state, credentials_check, changed_at) VALUES ($address, $name, $board, $state, $check, $now)
            ON CONFLICT (address) DO UPDATE SET name = excluded.name, board = excluded.board, state = excluded.state,
                credentials_check = excluded.credentials_check, changed_at = excluded.changed_at
            """,
            ("$address", node.Address),
            ("$name", node.Name),
            ("$board", node.Board),
            ("$state", node.State switch { NodeState.Assigned => "assigned", NodeState.Sent => "sent", _ => "verified" }),
            ("$check", node.CredentialsCheck),
            ("$now", Milliseconds(now)));
        note.ExecuteNonQuery();
        transaction.Commit();
    }

    /// <summary>The sites of all nodes.</summary>
    public IReadOnlyList<SiteRecord> Sites()
    {
        using DbCommand command = Command("SELECT address, place, latitude, longitude, height_m, antenna, photo FROM site ORDER BY address");
        using DbDataReader row = command.ExecuteReader();
        var sites = new List<SiteRecord>();
        while (row.Read())
        {
            sites.Add(new SiteRecord(
                (ushort)row.GetInt32(0),
                Text(row, 1),
                Nullable<double>(row, 2),
                Nullable<double>(row, 3),
                Nullable<double>(row, 4),
                Text(row, 5),
                Text(row, 6)));
        }

        return sites;
    }

    /// <summary>Notes what is known about a site; what is null stays as it was.</summary>
    public void Note(SiteRecord site, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(site);
        using DbCommand command = Command(
            """
            INSERT INTO site (address, place, latitude, longitude, height_m, antenna, photo, noted_at)
            VALUES ($address, $place, $latitude, $longitude, $height, $antenna, $photo, $now)
            ON CONFLICT (address) DO UPDATE SET
                place = coalesce(excluded.place, site.place), latitude = coalesce(excluded.latitude, site.latitude),
                longitude = coalesce(excluded.longitude, site.longitude), height_m = coalesce(excluded.height_m, site.height_m),
                antenna = coalesce(excluded.antenna, site.antenna), photo = coalesce(excluded.photo, site.photo), noted_at = excluded.noted_at
            """,
            ("$address", site.Address),
            ("$place", site.Place),
            ("$latitude", site.Latitude),
            ("$longitude", site.Longitude),
            ("$height", site.HeightM),
            ("$antenna", site.Antenna),
            ("$photo", site.Photo),
            ("$now", Milliseconds(now)));
        command.ExecuteNonQuery();
    }

    private List<StoredNode> ReadNodes(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader row = command.ExecuteReader();
        var nodes = new List<StoredNode>();
        while (row.Read())
        {
            NodeState state = row.GetString(3) switch { "assigned" => NodeState.Assigned, "sent" => NodeState.Sent, _ => NodeState.Verified };
            nodes.Add(new StoredNode((ushort)row.GetInt32(0), row.GetString(1), Text(row, 2), state, Text(row, 4)));
        }

        return nodes;
    }
}

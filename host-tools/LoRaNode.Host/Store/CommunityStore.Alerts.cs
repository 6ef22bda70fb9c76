using System.Data.Common;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Store;

/// <content>Alerts signed here.</content>
public sealed partial class CommunityStore
{
    /// <summary>Notes an alert before it leaves this computer. Returns its number in the database.</summary>
    public long AddAlert(StoredAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        AlertPayload fields = alert.Fields;
        using DbCommand command = Command(
            """
            INSERT INTO alert (issuer, sequence, kind, replaces, event, language, text, payload, signed_at, expires_at, state)
            VALUES ($issuer, $sequence, $kind, $replaces, $event, $language, $text, $payload, $signed, $expires, 'unsent')
            RETURNING id
            """,
            ("$issuer", fields.Issuer),
            ("$sequence", fields.Sequence),
            ("$kind", JsonNamingPolicy.CamelCase.ConvertName(fields.Kind.ToString())),
            ("$replaces", fields.Kind == AlertKind.Alert ? null : fields.ReplacedSequence),
            ("$event", fields.Event),
            ("$language", JsonNamingPolicy.CamelCase.ConvertName(fields.Language.ToString())),
            ("$text", alert.Text),
            ("$payload", alert.Payload),
            ("$signed", Milliseconds(NetworkClock.OfMinutes(fields.SentMinutes))),
            ("$expires", Milliseconds(NetworkClock.OfMinutes(fields.ExpiresMinutes))));
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Notes that a node took an alert and sends it.</summary>
    public void NoteSent(long id, ushort node, uint counter, DateTimeOffset now)
    {
        using DbCommand command = Command(
            "UPDATE alert SET state = 'sent', sent_at = $now, node = $node, counter = $counter WHERE id = $id",
            ("$id", id),
            ("$now", Milliseconds(now)),
            ("$node", node),
            ("$counter", counter));
        command.ExecuteNonQuery();
    }

    /// <summary>Notes that a node refused an alert.</summary>
    public void NoteRefused(long id)
    {
        using DbCommand command = Command("UPDATE alert SET state = 'refused' WHERE id = $id", ("$id", id));
        command.ExecuteNonQuery();
    }

    /// <summary>Notes how many nodes are known to have an alert.</summary>
    public void NoteReached(long id, int nodes)
    {
        using DbCommand command = Command("UPDATE alert SET reached = $nodes WHERE id = $id AND coalesce(reached, 0) <= $nodes", ("$id", id), ("$nodes", nodes));
        command.ExecuteNonQuery();
    }

    /// <summary>The alerts signed here, newest first.</summary>
    public IReadOnlyList<StoredAlert> Alerts() => ReadAlerts("ORDER BY id DESC");

    /// <summary>The latest alert with that number of an issuer; null when it was not signed here.</summary>
    public StoredAlert? FindAlert(byte issuer, int sequence) =>
        ReadAlerts("WHERE issuer = $issuer AND sequence = $sequence ORDER BY id DESC LIMIT 1", ("$issuer", issuer), ("$sequence", sequence)).SingleOrDefault();

    private List<StoredAlert> ReadAlerts(string rest, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using DbCommand command = Command($"SELECT id, text, payload, state, sent_at, node, counter, reached FROM alert {rest}", parameters);
        using DbDataReader row = command.ExecuteReader();
        var alerts = new List<StoredAlert>();
        while (row.Read())
        {
            byte[] payload = (byte[])row.GetValue(2);
            var fields = new AlertPayload();
            if (fields.TryRead(payload, payload.Length))
            {
                AlertState state = row.GetString(3) switch { "sent" => AlertState.Sent, "refused" => AlertState.Refused, _ => AlertState.Unsent };
                alerts.Add(new StoredAlert(
                    row.GetInt64(0), fields, row.GetString(1), payload, state, Time(row, 4), Nullable<ushort>(row, 5), Nullable<uint>(row, 6), Nullable<int>(row, 7)));
            }
        }

        return alerts;
    }
}

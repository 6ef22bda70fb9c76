using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Gateway;

/// <summary>What a gateway publishes, as JSON (see README.md).</summary>
internal static class GatewayJson
{
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Status(bool isOnline, NodeIdentification? node, uint nextLog) => Write(json =>
    {
        json.WriteBoolean("online", isOnline);
        json.WriteNumber("nextLog", nextLog);
        if (node is not null)
        {
            json.WriteNumber("address", node.Address);
            json.WriteNumber("boots", node.Boots);
            json.WriteNumber("uptimeMs", node.UptimeMs);
        }
    });

    /// <summary>Where an earlier run had come in the log; 0 when that is not known.</summary>
    internal static uint NextLog(byte[]? status)
    {
        try
        {
            using JsonDocument? json = status is { Length: > 0 } ? JsonDocument.Parse(status) : null;
            return json is not null && json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("nextLog", out JsonElement next) && next.TryGetUInt32(out uint number) ? number : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    /// <summary>A record as the node keeps it, sealed for those without the keys.</summary>
    internal static byte[] Sealed(uint number, byte[] record) => Write(json =>
    {
        json.WriteNumber("number", number);
        json.WriteBase64String("record", record);
    });

    /// <summary>A record that was opened.</summary>
    internal static byte[] Opened(uint number, LogRecord record) => Write(json =>
    {
        json.WriteNumber("number", number);
        json.WriteNumber("boot", record.Boot);
        json.WriteNumber("uptimeMs", record.UptimeMs);
        json.WriteString("code", JsonNamingPolicy.CamelCase.ConvertName(record.Code.ToString()));
        json.WriteNumber("a", record.A);
        json.WriteNumber("b", record.B);
    });

    /// <summary>An alert that the node shows: its signed bytes, and what they say.</summary>
    internal static byte[] Alert(TextEntry entry, byte[] payload, AlertPayload fields, string? text) => Write(json =>
    {
        json.WriteString("id", IdOf(payload));
        json.WriteNumber("issuer", fields.Issuer);
        json.WriteNumber("number", fields.Sequence);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(fields.Kind.ToString()));
        if (fields.Kind != AlertKind.Alert)
        {
            json.WriteNumber("replaces", fields.ReplacedSequence);
        }

        json.WriteString("event", EventNames.WordOf(fields.Event, Language.English));
        json.WriteString("urgency", JsonNamingPolicy.CamelCase.ConvertName(fields.Urgency.ToString()));
        json.WriteString("severity", JsonNamingPolicy.CamelCase.ConvertName(fields.Severity.ToString()));
        json.WriteString("certainty", JsonNamingPolicy.CamelCase.ConvertName(fields.Certainty.ToString()));
        json.WriteBoolean("exercise", fields.IsExercise);
        json.WriteString("signed", NetworkClock.OfMinutes(fields.SentMinutes));
        json.WriteString("expires", NetworkClock.OfMinutes(fields.ExpiresMinutes));
        json.WriteNumber("origin", entry.Origin);
        json.WriteString("text", text);
        json.WriteBase64String("payload", payload);
    });

    /// <summary>What became of an alert that somebody wanted sent.</summary>
    internal static byte[] Outcome(byte[] payload, uint? counter, string? reason) => Write(json =>
    {
        json.WriteString("id", IdOf(payload));
        json.WriteBoolean("sent", counter is not null);
        if (counter is { } number)
        {
            json.WriteNumber("counter", number);
        }
        else
        {
            json.WriteString("reason", reason);
        }
    });

    /// <summary>Names an alert by its bytes: the first 16 digits of their SHA-256.</summary>
    internal static string IdOf(byte[] payload) => Convert.ToHexStringLower(SHA256.HashData(payload))[..16];

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Style))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Link;
using LoRaNode.Node.Link;

namespace LoRaNode.Cli.Monitor;

/// <summary>What is known of a node for programs: a line of JSON for each change, or one object at the end.</summary>
internal sealed class MonitorJson(MonitorState state, MonitorNames names)
{
    private static readonly JsonWriterOptions LineStyle = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line for each thing that changed.</summary>
    internal IEnumerable<string> Lines(MonitorChange change, IEnumerable<MonitorText> texts)
    {
        if (change.HasFlag(MonitorChange.Statistics))
        {
            yield return Line("status", WriteStatus);
        }

        if (change.HasFlag(MonitorChange.Neighbours))
        {
            yield return Line("neighbours", json => WriteNeighbours(json, "neighbours"));
        }

        foreach (MonitorText text in texts)
        {
            yield return Line(text.Text.Alert is null ? "message" : "alert", json => Write(json, text));
        }
    }

    /// <summary>Everything at once.</summary>
    internal void WriteAll(Utf8JsonWriter json, double seconds)
    {
        json.WriteStartObject();
        json.WriteNumber("seconds", Math.Round(seconds, 1));
        json.WriteStartObject("status");
        WriteStatus(json);
        json.WriteEndObject();
        WriteNeighbours(json, "neighbours");
        json.WriteNumber("framesReceived", state.Traffic.Sum(t => t.Received));
        json.WriteNumber("framesSent", state.Traffic.Sum(t => t.Sent));
        json.WriteStartArray("texts");
        foreach (MonitorText text in state.Texts)
        {
            json.WriteStartObject();
            json.WriteString("type", text.Text.Alert is null ? "message" : "alert");
            Write(json, text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Line(string type, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, LineStyle))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void WriteStatus(Utf8JsonWriter json)
    {
        NodeIdentification node = state.Identification;
        NodeStatistics counts = state.Statistics;
        json.WriteString("node", names.Node(node.Address));
        json.WriteNumber("address", node.Address);
        json.WriteNumber("epoch", node.Epoch);
        json.WriteNumber("boots", node.Boots);
        json.WriteNumber("uptimeMs", node.UptimeMs);
        json.WriteString("radio", node.Radio.ToString());
        json.WriteNumber("airtimeUsedMs", counts.AirtimeUsedMs);
        json.WriteNumber("airtimeLimitMs", counts.AirtimeLimitMs);
        json.WriteNumber("batteryMillivolts", counts.BatteryMillivolts);
        json.WriteNumber("batteryPercent", counts.BatteryPercent);
        json.WriteNumber("framesReceivedTotal", counts.FramesReceived);
        json.WriteNumber("framesSentTotal", counts.FramesSent);
        json.WriteNumber("framesQueued", counts.FramesQueued);
        json.WriteNumber("framesHeld", counts.FramesHeld);
    }

    private void WriteNeighbours(Utf8JsonWriter json, string key)
    {
        json.WriteStartArray(key);
        foreach (NeighbourEntry neighbour in state.Neighbours)
        {
            json.WriteStartObject();
            json.WriteString("node", names.Node(neighbour.Address));
            json.WriteNumber("address", neighbour.Address);
            json.WriteNumber("snrDb", neighbour.SnrQuarterDb / 4.0);
            json.WriteNumber("quality", neighbour.Quality);
            json.WriteNumber("silentSeconds", neighbour.SilentSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, MonitorText shown)
    {
        TextEntry head = shown.Text.Head;
        json.WriteString("origin", names.Node(head.Origin));
        json.WriteNumber("originAddress", head.Origin);
        json.WriteNumber("counter", head.Counter);
        json.WriteString("heardFrom", names.Node(head.HeardFrom));
        json.WriteNumber("hops", FrameHeader.MaxHops - head.HopsLeft);
        json.WriteString("shownAt", shown.ShownAt.UtcDateTime);
        json.WriteString("expiresAt", shown.ExpiresAt.UtcDateTime);
        if (shown.Text.Alert is { } alert)
        {
            json.WriteNumber("issuer", alert.Issuer);
            json.WriteString("issuerName", names.Issuer(alert.Issuer));
            json.WriteNumber("number", alert.Sequence);
            json.WriteString("urgency", JsonNamingPolicy.CamelCase.ConvertName(alert.Urgency.ToString()));
        }

        json.WriteString("text", shown.Text.Text);
    }
}

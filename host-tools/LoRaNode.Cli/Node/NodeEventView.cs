using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Logs;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;

namespace LoRaNode.Cli.Node;

/// <summary>Events of a node as lines for people, as lines of JSON, or kept for one JSON value at the end.</summary>
internal sealed class NodeEventView(CliContext context, Community? community, KnownNodes names)
{
    private static readonly JsonWriterOptions LineStyle = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextCoding _coding = new();
    private readonly List<Action<Utf8JsonWriter>> _kept = [];
    private LogOpener? _opener;

    /// <summary>The node is known now, and with it the key of its log.</summary>
    internal void Begin(NodeIdentification node)
    {
        NodeEntry? entry = community?.Nodes.FirstOrDefault(n => n.Address == node.Address);
        _opener = entry is null ? null : new LogOpener(community!.LogKey(entry));
    }

    internal void Show(LinkEvent happened, bool asLines)
    {
        DateTimeOffset now = DateTimeOffset.Now;
        if (happened.Kind == LinkEventKind.Text)
        {
            ShowText(happened.Body, now, asLines);
        }
        else if (happened.Kind == LinkEventKind.Log)
        {
            for (int at = 0; at + NodeLog.EntryHeader <= happened.Body.Length; at += NodeLog.EntryHeader + happened.Body[at + 4])
            {
                int end = at + NodeLog.EntryHeader + happened.Body[at + 4];
                if (end > happened.Body.Length)
                {
                    return;
                }

                ShowRecord(new LogEntry(BitConverter.ToUInt32(happened.Body, at), happened.Body[(at + NodeLog.EntryHeader)..end]), now, asLines);
            }
        }
    }

    /// <summary>Everything that was kept, as one JSON value.</summary>
    internal void WriteAll() => context.WriteJson(json =>
    {
        json.WriteStartArray();
        _kept.ForEach(write => write(json));
        json.WriteEndArray();
    });

    private void ShowText(byte[] body, DateTimeOffset now, bool asLines)
    {
        var entry = new TextEntry();
        if (!entry.TryRead(body, body.Length) || TextEntry.HeadSize + entry.TextOffset + entry.TextLength > body.Length)
        {
            return;
        }

        string text = _coding.Decode(body[(TextEntry.HeadSize + entry.TextOffset)..(TextEntry.HeadSize + entry.TextOffset + entry.TextLength)])
            ?? context.Text("node.events.undecoded");
        bool isAlert = entry.Type == FrameType.Alert;
        string origin = names.NameOf(entry.Origin) ?? entry.Origin.ToString(CultureInfo.InvariantCulture);
        Tell(asLines, $"{Time(now)}  {context.Text(isAlert ? "node.events.alert" : "node.events.message", origin, text)}", json =>
        {
            json.WriteStartObject();
            json.WriteString("at", now.UtcDateTime);
            json.WriteString("event", isAlert ? "alert" : "message");
            json.WriteNumber("origin", entry.Origin);
            json.WriteString("node", names.NameOf(entry.Origin));
            json.WriteNumber("counter", entry.Counter);
            json.WriteNumber("heardFrom", entry.HeardFrom);
            json.WriteString("text", text);
            json.WriteEndObject();
        });
    }

    private void ShowRecord(LogEntry entry, DateTimeOffset now, bool asLines)
    {
        LogRecord? record = entry.Open(_opener);
        string sentence = LogSentence.Of(record, context.Language);
        Tell(asLines, $"{Time(now)}  {sentence}", json =>
        {
            json.WriteStartObject();
            json.WriteString("at", now.UtcDateTime);
            json.WriteString("event", "log");
            json.WriteNumber("number", entry.Number);
            json.WriteBoolean("sealed", record is null);
            if (record is not null)
            {
                json.WriteString("code", record.Code.ToString());
                json.WriteNumber("a", record.A);
                json.WriteNumber("b", record.B);
            }

            json.WriteString("text", sentence);
            json.WriteEndObject();
        });
    }

    private void Tell(bool asLines, string line, Action<Utf8JsonWriter> write)
    {
        if (asLines)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, LineStyle))
            {
                write(json);
            }

            context.Output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        }
        else if (context.IsJson)
        {
            _kept.Add(write);
        }
        else
        {
            context.Output.WriteLine(line);
        }
    }

    private static string Time(DateTimeOffset now) => now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

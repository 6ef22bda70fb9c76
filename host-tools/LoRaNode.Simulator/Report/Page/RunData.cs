using System.Text;
using System.Text.Json;

namespace LoRaNode.Simulator.Report.Page;

/// <summary>The figures that the page's script plays: arrival times and frames on the air, as JSON inside of the page.</summary>
internal static class RunData
{
    /// <summary>The JSON; nothing in it can end the element that holds it, because <c>&lt;</c> is written as an escape.</summary>
    public static string Compose(CityRun run, WaveScale scale, ReportTexts texts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("lastMs", scale.LastMs);
            json.WriteNumber("exponent", scale.Exponent);
            json.WriteNumber("connected", run.Connected);
            json.WriteNumber("source", run.Source);
            json.WriteStartArray("arrivals");
            foreach (CityNode node in run.Nodes)
            {
                // -1: never.
                json.WriteNumberValue(node.VerifiedAtMs is { } at ? Math.Max(0, at - run.SentAtMs) : -1);
            }

            json.WriteEndArray();
            json.WriteStartArray("frames");
            foreach (CityTransmission frame in run.Transmissions)
            {
                long from = frame.AtMs - run.SentAtMs;
                if (from + (frame.AirtimeUs / 1000) >= 0 && from <= scale.LastMs)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(from);
                    json.WriteNumberValue(frame.Node);
                    json.WriteNumberValue(frame.AirtimeUs / 1000);
                    json.WriteNumberValue(frame.Kind == "alert" ? 1 : 0);
                    json.WriteEndArray();
                }
            }

            json.WriteEndArray();
            json.WriteString("play", texts["report.player.play"]);
            json.WriteString("pause", texts["report.player.pause"]);
            json.WriteString("state", texts["report.player.state"]);
            json.WriteString("decimal", texts.Number(0.1, 1)[1..2]);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

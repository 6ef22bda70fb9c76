using System.Text.Json;

namespace LoRaNode.Host.Fleet;

/// <summary>A report on a fleet for programs. Keys are stable: new ones may come, none goes or changes its meaning.</summary>
public static class FleetJson
{
    /// <summary>Writes the report as one object.</summary>
    public static void Write(Utf8JsonWriter json, FleetState fleet, FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        json.WriteStartObject();
        WriteContent(json, fleet, texts);
        json.WriteEndObject();
    }

    /// <summary>Writes the report's keys into an object that is open.</summary>
    public static void WriteContent(Utf8JsonWriter json, FleetState fleet, FleetTexts texts)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(texts);
        json.WriteString("generatedAt", fleet.Now.UtcDateTime);
        json.WriteString("since", fleet.Since.UtcDateTime);
        json.WriteStartObject("totals");
        json.WriteNumber("nodes", fleet.Nodes.Count);
        foreach (NodeHealth health in Enum.GetValues<NodeHealth>())
        {
            json.WriteNumber(Camel(health), fleet.Nodes.Count(n => n.Health == health));
        }

        json.WriteNumber("links", fleet.Links.Count(l => l.IsUsable));
        json.WriteNumber("parts", fleet.Parts);
        json.WriteNumber("critical", fleet.Findings.Count(f => f.Severity == Severity.Critical));
        json.WriteNumber("warnings", fleet.Findings.Count(f => f.Severity == Severity.Warning));
        json.WriteEndObject();
        Array(json, "nodes", fleet.Nodes, node => Write(json, node, fleet));
        Array(json, "links", fleet.Links, link => Write(json, link, fleet));
        Array(json, "relays", fleet.Relays, relay =>
        {
            json.WriteString("relay", fleet.Nodes[relay.Relay].Name);
            json.WriteString("node", fleet.Nodes[relay.Node].Name);
            json.WriteNumber("count", relay.Count);
        });
        Array(json, "singlePoints", fleet.SinglePoints, point =>
        {
            json.WriteString("node", fleet.Nodes[point.Node].Name);
            Names(json, "cutsOff", point.CutsOff, fleet);
        });
        Array(json, "bridges", fleet.Links.Where(l => l.IsBridge), link => Ends(json, link, fleet));
        Array(json, "findings", fleet.Findings, finding => Write(json, finding, fleet, texts));
    }

    private static void Write(Utf8JsonWriter json, FleetNode node, FleetState fleet)
    {
        NodeHistory history = node.History;
        json.WriteString("name", node.Name);
        json.WriteNumber("address", node.Stored.Address);
        json.WriteString("board", node.Stored.Board);
        json.WriteString("health", Camel(node.Health));
        json.WriteNumber("part", node.Part);
        json.WriteString("place", node.Site?.Place);
        Number(json, "latitude", node.Site?.Latitude);
        Number(json, "longitude", node.Site?.Longitude);
        Number(json, "heightM", node.Site?.HeightM);
        json.WriteString("antenna", node.Site?.Antenna);
        json.WriteNumber("records", history.Records);
        Time(json, "lastRecordAt", history.NewestAt);
        json.WriteNumber("neighbours", history.Standing.Count > 0 ? history.Standing[^1].Neighbours : 0);
        json.WriteBoolean("backbone", node.IsBackbone);
        json.WriteBoolean("singlePoint", fleet.SinglePoints.Any(p => p.Node == node.Index));
        json.WriteNumber("boots", history.Boots.Count);
        json.WriteNumber("alertsShown", history.AlertsShown);
        json.WriteNumber("alertsForged", history.AlertsForged);
        json.WriteNumber("epoch", history.Epoch);
        Battery(json, node);
        Airtime(json, history);
    }

    private static void Battery(Utf8JsonWriter json, FleetNode node)
    {
        if (node.History.Battery.Count == 0)
        {
            json.WriteNull("battery");
            return;
        }

        BatterySample last = node.History.Battery[^1];
        json.WriteStartObject("battery");
        json.WriteNumber("lowestMillivolts", last.LowestMillivolts);
        json.WriteNumber("highestMillivolts", last.HighestMillivolts);
        json.WriteNumber("inputMillivolts", last.InputMillivolts);
        json.WriteNumber("percent", LoRaNode.Node.Power.BatteryCurve.Percent(last.LowestMillivolts));
        Number(json, "millivoltsPerDay", node.Trend.MillivoltsPerDay);
        Number(json, "daysToEmpty", node.Trend.DaysToEmpty);
        json.WriteEndObject();
    }

    private static void Airtime(Utf8JsonWriter json, NodeHistory history)
    {
        if (history.Airtime.Count == 0)
        {
            json.WriteNull("airtime");
            return;
        }

        json.WriteStartObject("airtime");
        json.WriteNumber("usedMs", history.Airtime[^1].UsedMs);
        json.WriteNumber("limitMs", history.Airtime[^1].LimitMs);
        Number(json, "mostShare", history.Airtime.Max(a => a.Share));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FleetLink link, FleetState fleet)
    {
        Ends(json, link, fleet);
        Number(json, "snrDb", link.SnrDb);
        json.WriteNumber("quality", link.Quality);
        json.WriteBoolean("oneWay", link.IsOneWay);
        json.WriteBoolean("usable", link.IsUsable);
        json.WriteBoolean("bridge", link.IsBridge);
    }

    private static void Write(Utf8JsonWriter json, Finding finding, FleetState fleet, FleetTexts texts)
    {
        json.WriteString("kind", Camel(finding.Kind));
        json.WriteString("severity", Camel(finding.Severity));
        json.WriteString("node", fleet.Nodes[finding.Node].Name);
        Names(json, "others", finding.Others ?? [], fleet);
        Number(json, "value", finding.Value);
        json.WriteString("text", texts.What(finding, fleet.Nodes));
        json.WriteString("advice", texts.Advice(finding));
    }

    private static void Ends(Utf8JsonWriter json, FleetLink link, FleetState fleet)
    {
        json.WriteString("from", fleet.Nodes[link.From].Name);
        json.WriteString("to", fleet.Nodes[link.To].Name);
    }

    private static void Names(Utf8JsonWriter json, string key, IReadOnlyList<int> places, FleetState fleet)
    {
        json.WriteStartArray(key);
        foreach (int place in places)
        {
            json.WriteStringValue(fleet.Nodes[place].Name);
        }

        json.WriteEndArray();
    }

    private static void Array<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, Math.Round(number, 5));
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void Time(Utf8JsonWriter json, string key, DateTimeOffset? at)
    {
        if (at is { } time)
        {
            json.WriteString(key, time.UtcDateTime);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static string Camel(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

using System.Globalization;
using System.Xml.Linq;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>Turns an alert into a CAP 1.2 document, for systems outside the network.</summary>
public static class CapExport
{
    private static readonly XNamespace Cap = CapNames.Namespace;

    /// <summary>The document of an alert.</summary>
    /// <param name="alert">The alert's fields.</param>
    /// <param name="text">Its text, decoded.</param>
    /// <param name="community">The community's identifier.</param>
    /// <param name="issuerName">Name of the issuer by its certificate.</param>
    /// <param name="replaced">The alerts that an update or a cancellation replaces, as far as they are known: CAP names them with their times.</param>
    /// <param name="zoneName">The zone's name, when the alert has a zone and the community names it.</param>
    public static XDocument ToDocument(AlertPayload alert, string text, string community, string issuerName, IReadOnlyList<AlertPayload>? replaced = null, string? zoneName = null)
    {
        ArgumentNullException.ThrowIfNull(alert);
        Language language = alert.Language switch
        {
            ContentLanguage.Kazakh => Language.Kazakh,
            ContentLanguage.Russian => Language.Russian,
            _ => Language.English,
        };
        var root = new XElement(
            Cap + "alert",
            new XElement(Cap + "identifier", Identifier(alert, community)),
            new XElement(Cap + "sender", Sender(alert, community)),
            new XElement(Cap + "sent", Time(alert.SentMinutes)),
            new XElement(Cap + "status", alert.IsExercise ? "Exercise" : "Actual"),
            new XElement(Cap + "msgType", alert.Kind.ToString()),
            new XElement(Cap + "scope", "Public"));
        if (alert.Kind != AlertKind.Alert)
        {
            // CAP 1.2, 3.2.1: a reference needs the time of what it refers to. Without it the number is said in words.
            root.Add(replaced is { Count: > 0 }
                ? new XElement(Cap + "references", string.Join(' ', replaced.Select(r => $"{Sender(r, community)},{Identifier(r, community)},{Time(r.SentMinutes)}")))
                : new XElement(Cap + "note", UserText.Get(language, "events.cap.replaces", alert.ReplacedSequence)));
        }

        root.Add(new XElement(
            Cap + "info",
            new XElement(Cap + "language", CapNames.Of(alert.Language)),
            new XElement(Cap + "category", CapNames.Categories[alert.Category]),
            new XElement(Cap + "event", EventNames.Of(alert.Event, language)),
            new XElement(Cap + "urgency", alert.Urgency.ToString()),
            new XElement(Cap + "severity", alert.Severity.ToString()),
            new XElement(Cap + "certainty", alert.Certainty.ToString()),
            new XElement(Cap + "effective", Time(alert.SentMinutes)),
            new XElement(Cap + "expires", Time(alert.ExpiresMinutes)),
            new XElement(Cap + "senderName", issuerName),
            new XElement(Cap + "description", Clean(text)),
            Area(alert, language, zoneName)));
        return new XDocument(new XDeclaration("1.0", "utf-8", null), root);
    }

    private static string Identifier(AlertPayload alert, string community) =>
        string.Create(CultureInfo.InvariantCulture, $"loranode.{community}.{alert.Issuer}.{alert.SentMinutes}.{alert.Sequence}");

    private static string Sender(AlertPayload alert, string community) =>
        string.Create(CultureInfo.InvariantCulture, $"issuer-{alert.Issuer}@{community}.loranode.invalid");

    // CAP 1.2, 3.3.2: the zone is written as a number; UTC is -00:00, never Z.
    private static string Time(uint minutes) =>
        NetworkClock.OfMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "-00:00";

    private static XElement Area(AlertPayload alert, Language language, string? zoneName)
    {
        var area = new XElement(Cap + "area");
        switch (alert.Area)
        {
            case AreaKind.Zone:
                area.Add(new XElement(Cap + "areaDesc", zoneName ?? UserText.Get(language, "events.area.zone", alert.Zone)));
                area.Add(Geocode("loranode-zone", alert.Zone.ToString(CultureInfo.InvariantCulture)));
                break;
            case AreaKind.Cell:
                string hash = Geohash.ToText(alert.Cell);
                area.Add(new XElement(Cap + "areaDesc", UserText.Get(language, "events.area.cell", hash)));
                area.Add(new XElement(Cap + "polygon", Polygon(alert.Cell)));
                area.Add(Geocode("geohash", hash));
                break;
            default:
                area.Add(new XElement(Cap + "areaDesc", UserText.Get(language, "events.area.everywhere")));
                break;
        }

        return area;
    }

    private static XElement Geocode(string name, string value) =>
        new(Cap + "geocode", new XElement(Cap + "valueName", name), new XElement(Cap + "value", value));

    // CAP 1.2, 3.2.4: at least four pairs, the first and the last the same.
    private static string Polygon(uint cell)
    {
        Geohash.Edges(cell, out double south, out double west, out double north, out double east);
        (double, double)[] corners = [(south, west), (south, east), (north, east), (north, west), (south, west)];
        return string.Join(' ', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Item1:0.#####},{c.Item2:0.#####}")));
    }

    /// <summary>XML 1.0 has no way to write most control characters, and a text from the air may hold any.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => System.Xml.XmlConvert.IsXmlChar((char)Math.Min(r.Value, 0xFFFF)) || r.Value > 0xFFFF ? r.ToString() : "\uFFFD"));
}

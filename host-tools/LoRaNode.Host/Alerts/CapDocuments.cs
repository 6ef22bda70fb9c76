using System.Xml.Linq;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Alerts;

/// <summary>CAP documents of a community's alerts, with the names that its certificates and zones give and references between them.</summary>
/// <param name="community">The community.</param>
/// <param name="known">All alerts that are known, in any order: what updates and cancellations may refer to.</param>
public sealed class CapDocuments(Community community, IReadOnlyList<AlertPayload> known)
{
    /// <summary>The document of an alert.</summary>
    /// <param name="alert">Its fields.</param>
    /// <param name="text">Its text.</param>
    public XDocument Of(AlertPayload alert, string text)
    {
        ArgumentNullException.ThrowIfNull(alert);
        string issuer = community.Issuers.FirstOrDefault(i => i.Slot == alert.Issuer)?.Name ?? string.Empty;
        string? zone = alert.Area == AreaKind.Zone ? community.Zones.GetValueOrDefault(alert.Zone) : null;
        return CapExport.ToDocument(alert, text, community.Identifier, issuer, Replaced(alert), zone);
    }

    /// <summary>The alerts of the same thread that an alert replaces, the oldest first; of a number that came round again the latest.</summary>
    private AlertPayload[] Replaced(AlertPayload alert) => alert.Kind == AlertKind.Alert
        ? []
        : [.. known
            .Where(k => k.Issuer == alert.Issuer && k.SentMinutes <= alert.SentMinutes && k.Distance < alert.Distance && AlertIndex.ThreadOf(k) == alert.ReplacedSequence)
            .GroupBy(k => k.Sequence)
            .Select(same => same.MaxBy(k => k.SentMinutes)!)
            .OrderBy(k => k.Distance)];
}

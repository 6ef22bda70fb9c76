using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;

namespace LoRaNode.Host.Alerts;

/// <summary>The alerts that nodes still show.</summary>
public static class ActiveAlerts
{
    /// <summary>Of all alerts, those that were sent, have not expired, were not replaced and are no cancellations.</summary>
    public static IReadOnlyList<StoredAlert> Of(IReadOnlyList<StoredAlert> alerts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        return [.. alerts.Where(a => IsActive(a, alerts, now))];
    }

    private static bool IsActive(StoredAlert alert, IReadOnlyList<StoredAlert> all, DateTimeOffset now) =>
        alert.State == AlertState.Sent
        && alert.Fields.Kind != AlertKind.Cancel
        && NetworkClock.OfMinutes(alert.Fields.ExpiresMinutes) > now
        && !all.Any(a => a.State == AlertState.Sent
            && a.Id > alert.Id
            && a.Fields.Kind != AlertKind.Alert
            && a.Fields.Issuer == alert.Fields.Issuer
            && AlertIndex.ThreadOf(a.Fields) == AlertIndex.ThreadOf(alert.Fields));
}

using LoRaNode.Core.Frames;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>What an alert says about itself, in the words of a person's language.</summary>
public static class AlertWords
{
    /// <summary>Kind, event, urgency, severity and certainty in one line.</summary>
    public static string Fields(AlertPayload alert, Language language)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return UserText.Get(
            language,
            "alert.preview.fields",
            Kind(alert.Kind, language),
            EventNames.Of(alert.Event, language),
            UserText.Get(language, "alert.urgency." + alert.Urgency),
            UserText.Get(language, "alert.severity." + alert.Severity),
            UserText.Get(language, "alert.certainty." + alert.Certainty));
    }

    /// <summary>New, update or cancellation.</summary>
    public static string Kind(AlertKind kind, Language language) => UserText.Get(language, "alert.kind." + kind);

    /// <summary>The place that it is for.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="zoneName">Name of its zone, when it has one.</param>
    /// <param name="language">Language of the person.</param>
    public static string Place(AlertPayload alert, string? zoneName, Language language)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.Area switch
        {
            AreaKind.Zone => zoneName ?? UserText.Get(language, "events.area.zone", alert.Zone),
            AreaKind.Cell => UserText.Get(language, "events.area.cell", Geohash.ToText(alert.Cell)),
            _ => UserText.Get(language, "events.area.everywhere"),
        };
    }

    /// <summary>Place, hours and issuer in one line.</summary>
    public static string Reach(AlertPayload alert, string? zoneName, string issuer, Language language)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return UserText.Get(language, "alert.preview.place", Place(alert, zoneName, language), AlertLifetime.Minutes(alert.Lifetime) / 60.0, issuer);
    }

    /// <summary>What a text costs, in one line.</summary>
    public static string Size(TextPreview preview, Language language)
    {
        ArgumentNullException.ThrowIfNull(preview);
        return UserText.Get(
            language,
            "alert.preview.size",
            preview.Characters,
            preview.TextBytes,
            preview.Cost.Bytes,
            preview.Cost.Frames,
            Math.Round(preview.Milliseconds),
            preview.Radio.Preset.Name);
    }
}

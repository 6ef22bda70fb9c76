using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>What a person says about an alert. What is null is taken from the alert that it replaces or, without one, is the usual.</summary>
public sealed record AlertRequest
{
    /// <summary>What a new alert is about when nobody says: an announcement.</summary>
    public const byte DefaultEvent = 0xB0;

    /// <summary>Hours that a new alert is valid when nobody says.</summary>
    public const double DefaultHours = 6;

    /// <summary>New, update or cancel.</summary>
    public AlertKind Kind { get; init; }

    /// <summary>CAP category (high four bits) and detail.</summary>
    public byte? Event { get; init; }

    /// <summary>How soon to act.</summary>
    public AlertUrgency? Urgency { get; init; }

    /// <summary>How bad it is.</summary>
    public AlertSeverity? Severity { get; init; }

    /// <summary>How sure it is.</summary>
    public AlertCertainty? Certainty { get; init; }

    /// <summary>How many hours it is valid, more than 0 and up to <see cref="AlertLifetime.MaxMinutes"/> minutes.</summary>
    public double? Hours { get; init; }

    /// <summary>How the place is named.</summary>
    public AreaKind? Area { get; init; }

    /// <summary>The zone, 1 to 255, when the area is one.</summary>
    public byte Zone { get; init; }

    /// <summary>The geohash of 25 bits, when the area is one.</summary>
    public uint Cell { get; init; }

    /// <summary>Language of the text; null for the one that the codec sees in it.</summary>
    public ContentLanguage? Language { get; init; }

    /// <summary>True for a drill.</summary>
    public bool IsExercise { get; init; }

    /// <summary>The draft that this describes.</summary>
    /// <param name="language">Language of the text when none was given.</param>
    /// <param name="earlier">The alert that is updated or cancelled; null for a new one.</param>
    /// <exception cref="UserError">The hours are out of range.</exception>
    public AlertDraft Draft(ContentLanguage language, AlertPayload? earlier)
    {
        double hours = Hours ?? (earlier is null ? DefaultHours : AlertLifetime.Minutes(earlier.Lifetime) / 60.0);
        if (!(hours > 0) || hours * 60 > AlertLifetime.MaxMinutes)
        {
            throw new UserError("alert.error.hours", AlertLifetime.MaxMinutes / 60, hours);
        }

        bool keepsPlace = Area is null && earlier is not null;
        return new AlertDraft(
            Event ?? earlier?.Event ?? DefaultEvent,
            Urgency ?? earlier?.Urgency ?? AlertUrgency.Immediate,
            Severity ?? earlier?.Severity ?? AlertSeverity.Severe,
            Certainty ?? earlier?.Certainty ?? AlertCertainty.Observed,
            Language ?? language,
            TimeSpan.FromHours(hours))
        {
            Kind = Kind,
            Replaces = earlier is null ? null : AlertIndex.ThreadOf(earlier),
            IsExercise = IsExercise || earlier is { IsExercise: true },
            Area = keepsPlace ? earlier!.Area : Area ?? AreaKind.Everywhere,
            Zone = keepsPlace ? earlier!.Zone : Zone,
            Cell = keepsPlace ? earlier!.Cell : Cell,
        };
    }
}

using LoRaNode.Core.Frames;

namespace LoRaNode.Host.Keys;

/// <summary>What an issuer wants to say, before it has a number, a time and a signature.</summary>
/// <param name="Event">CAP category (high four bits) and detail.</param>
/// <param name="Urgency">How soon to act.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Language">Language of the text.</param>
/// <param name="Lifetime">How long it is valid; rounded up to what the air can carry.</param>
public sealed record AlertDraft(
    byte Event,
    AlertUrgency Urgency,
    AlertSeverity Severity,
    AlertCertainty Certainty,
    ContentLanguage Language,
    TimeSpan Lifetime)
{
    /// <summary>New, update or cancel.</summary>
    public AlertKind Kind { get; init; }

    /// <summary>Sequence of the first alert of the thread that an update or a cancellation is about.</summary>
    public int? Replaces { get; init; }

    /// <summary>True for a drill.</summary>
    public bool IsExercise { get; init; }

    /// <summary>How the place is named.</summary>
    public AreaKind Area { get; init; }

    /// <summary>The zone, 1 to 255, when the area is one.</summary>
    public byte Zone { get; init; }

    /// <summary>The geohash of 25 bits, when the area is one.</summary>
    public uint Cell { get; init; }
}

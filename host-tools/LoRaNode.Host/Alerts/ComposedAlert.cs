using LoRaNode.Core.Frames;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Alerts;

/// <summary>An alert that is ready to be signed: its fields, its compressed text and what it costs on the air.</summary>
/// <param name="Draft">What it says about itself.</param>
/// <param name="Fields">The fields as they will be signed, but for number, time and distance, which do not change the size.</param>
/// <param name="Encoded">The compressed text.</param>
/// <param name="Preview">What it costs.</param>
/// <param name="Room">Bytes that the compressed text may have beside these fields.</param>
public sealed record ComposedAlert(AlertDraft Draft, AlertPayload Fields, byte[] Encoded, TextPreview Preview, int Room)
{
    /// <summary>True when it fits one frame, as every alert must.</summary>
    public bool Fits => Encoded.Length <= Room;

    /// <summary>Composes an alert. It may be too long: see <see cref="Fits"/> and <see cref="ThrowIfTooLong"/>.</summary>
    /// <param name="request">What was said about it.</param>
    /// <param name="text">Its text; null for the standard text of a cancellation in the language of the alert that is cancelled.</param>
    /// <param name="issuer">Slot of the issuer.</param>
    /// <param name="earlier">The alert that is updated or cancelled; null for a new one.</param>
    /// <param name="radio">Radio settings of the network.</param>
    /// <exception cref="UserError">The text cannot be sent at all, or the hours are out of range.</exception>
    public static ComposedAlert Of(AlertRequest request, string? text, byte issuer, AlertPayload? earlier, NetworkRadio radio)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(radio);
        string words = text ?? UserText.Get(LanguageOf(earlier?.Language ?? ContentLanguage.Other), "alert.cancelled");
        byte[] encoded = new TextCoding().Encode(words, out ContentLanguage language);
        AlertDraft draft = request.Draft(language, earlier);
        AlertPayload fields = FieldsOf(draft, issuer);
        int head = fields.Write(new byte[AlertPayload.MaxHead]);
        var cost = AirCost.Of(head + encoded.Length + AlertPayload.SignatureSize, radio.Settings);
        int room = AlertPayload.MaxSize - head - AlertPayload.SignatureSize;
        return new ComposedAlert(draft, fields, encoded, new TextPreview(words, encoded.Length, cost, radio), room);
    }

    /// <summary>Refuses an alert that does not fit one frame.</summary>
    /// <exception cref="UserError">It is too long.</exception>
    public void ThrowIfTooLong()
    {
        if (!Fits)
        {
            throw new UserError("keys.error.alertlong", Encoded.Length, Room);
        }
    }

    /// <summary>
    /// Signs it and notes it in the database, before any node has it: when the cable is pulled then, the same bytes are handed over later and
    /// an alert is never signed twice.
    /// </summary>
    /// <exception cref="UserError">The issuer's key is not here.</exception>
    public StoredAlert Sign(Community community, CommunityStore store, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(community);
        ArgumentNullException.ThrowIfNull(store);
        using Issuer issuer = community.OpenIssuer(Fields.Issuer);
        byte[] payload = issuer.SignAlert(Draft, Encoded, now);
        var signed = new AlertPayload();
        signed.TryRead(payload, payload.Length);
        var alert = new StoredAlert(0, signed, Preview.Text, payload, AlertState.Unsent);
        return alert with { Id = store.AddAlert(alert) };
    }

    private static AlertPayload FieldsOf(AlertDraft draft, byte issuer) => new()
    {
        Issuer = issuer,
        Kind = draft.Kind,
        Distance = (byte)(draft.Kind == AlertKind.Alert ? 0 : 1),
        IsExercise = draft.IsExercise,
        Language = draft.Language,
        Urgency = draft.Urgency,
        Severity = draft.Severity,
        Certainty = draft.Certainty,
        Event = draft.Event,
        Lifetime = (byte)AlertLifetime.CodeFor((int)Math.Ceiling(draft.Lifetime.TotalMinutes)),
        Area = draft.Area,
        Zone = draft.Zone,
        Cell = draft.Cell,
    };

    private static Language LanguageOf(ContentLanguage language) => language switch
    {
        ContentLanguage.Kazakh => Language.Kazakh,
        ContentLanguage.Russian => Language.Russian,
        _ => Language.English,
    };
}

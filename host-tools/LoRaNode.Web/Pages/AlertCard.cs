using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;

namespace LoRaNode.Web.Pages;

/// <summary>An alert that was signed here, what became of it, and what can be done about it.</summary>
internal static class AlertCard
{
    internal static Markup Compose(PageContext page, StoredAlert alert)
    {
        Words words = page.Words;
        string? zone = page.Desk.Face?.Zones.GetValueOrDefault(alert.Fields.Zone);
        return Markup.Of($"""
            <li class="card alert">
              <p class="text">{alert.Text}</p>
              <p>{State(words, alert)} {(alert.Fields.IsExercise ? Controls.Badge(Tone.Plain, words["serve.alert.exercise"]) : Markup.Empty)}</p>
              <p class="note">{AlertWords.Fields(alert.Fields, words.Language)}. {AlertWords.Place(alert.Fields, zone, words.Language)}</p>
              <p class="note">{words["serve.alert.from", Issuers.NameOf(page, alert.Fields.Issuer), alert.Fields.Sequence, Durations.Moment(NetworkClock.OfMinutes(alert.Fields.ExpiresMinutes))]}</p>
              {Actions(page, alert)}
            </li>
            """);
    }

    private static Markup State(Words words, StoredAlert alert) => alert switch
    {
        { State: AlertState.Unsent } => Controls.Badge(Tone.Careful, words["serve.alert.unsent"]),
        { State: AlertState.Refused } => Controls.Badge(Tone.Bad, words["serve.alert.refused"]),
        { Reached: { } reached } => Controls.Badge(Tone.Good, words["serve.alert.reached", reached]),
        _ => Controls.Badge(Tone.Good, words["serve.alert.sent"]),
    };

    private static Markup Actions(PageContext page, StoredAlert alert)
    {
        Words words = page.Words;
        string name = $"issuer={alert.Fields.Issuer}&number={alert.Fields.Sequence}";
        return alert switch
        {
            { State: AlertState.Refused } => Markup.Empty,
            { State: AlertState.Unsent } => Markup.Of($"""<p class="actions"><a class="button" href="/send?kind=again&{name}">{words["serve.alert.again"]}</a></p>"""),
            { Fields.Kind: Core.Frames.AlertKind.Cancel } => Markup.Empty,
            _ => Markup.Of($"""
                <p class="actions"><a class="button" href="/send?kind=update&{name}">{words["serve.alert.update"]}</a>
                <a class="button" href="/send?kind=cancel&{name}">{words["serve.alert.cancel"]}</a></p>
                """),
        };
    }
}

using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>Alerts: write, look over, sign and send; what became of the earlier ones.</summary>
internal static class SendPage
{
    private const int ShownAlerts = 20;

    internal static Task ShowAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        if (page.Query("kind") == "again")
        {
            return ShowAgainAsync(page, store, null);
        }

        return ShowFormAsync(page, store, AlertForm.New(page, store), null);
    }

    /// <summary>Shows what will be sent and asks for the passphrase; or the form again, when something is wrong with it.</summary>
    internal static Task ReviewAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        var form = AlertForm.Sent(page);
        return page.Field("edit") is not null ? ShowFormAsync(page, store, form, null) : ShowReviewAsync(page, store, form, null);
    }

    /// <summary>What the text costs, as it is written.</summary>
    internal static async Task PreviewAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        var form = AlertForm.Sent(page);
        try
        {
            await PreviewBox.WriteAsync(page, form.Text is null ? Markup.Empty : PreviewBox.Compose(page.Words, Composed(page, store, form)));
        }
        catch (UserError e)
        {
            await PreviewBox.WriteAsync(page, PreviewBox.Problem(page.Words, e));
        }
    }

    /// <summary>Signs and sends.</summary>
    internal static async Task ConfirmAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        var form = AlertForm.Sent(page);
        try
        {
            string port = PortChoice.Read(page);
            string? text = form.Text;
            AlertRequest request = form.Request();
            await page.StartAsync(
                new Phrase("serve.send.title"),
                "/send",
                community => (item, cancellation) => new AlertWork(page.Desk, port, community).SendAsync(item, request, text, form.Issuer, form.Number, cancellation));
        }
        catch (UserError e)
        {
            await ShowReviewAsync(page, store, form, e);
        }
    }

    /// <summary>Hands over an alert again that no node has confirmed.</summary>
    internal static async Task AgainAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        try
        {
            StoredAlert alert = FindAgain(page, store);
            string port = PortChoice.Read(page);
            await page.StartAsync(
                new Phrase("serve.send.title"),
                "/send",
                community => (item, cancellation) => new AlertWork(page.Desk, port, community).SendAgainAsync(item, alert, cancellation));
        }
        catch (UserError e)
        {
            await ShowAgainAsync(page, store, e);
        }
    }

    private static ComposedAlert Composed(PageContext page, CommunityStore store, AlertForm form) =>
        ComposedAlert.Of(form.Request(), form.Text, form.Issuer == 0 ? (byte)1 : form.Issuer, form.Earlier(page, store)?.Fields, store.Radio);

    private static Task ShowFormAsync(PageContext page, CommunityStore store, AlertForm form, UserError? problem)
    {
        Words words = page.Words;
        string title = words[form.Kind switch { AlertKind.Update => "serve.send.update", AlertKind.Cancel => "serve.send.cancel", _ => "serve.send.title" }];
        StoredAlert? earlier = form.Earlier(page, store);
        IReadOnlyList<StoredAlert> alerts = store.Alerts();
        Markup body = Markup.Of($"""
            {Tabs(words, isMessage: false)}
            {(earlier is null ? Markup.Empty : Markup.Of($"""<blockquote class="card"><p>{earlier.Text}</p></blockquote>"""))}
            <form method="post" action="/send" class="card" data-preview="/send/preview">{page.FormToken}
              {form.Compose(page, store)}
              <p class="actions"><button class="primary">{words["serve.send.review"]}</button></p>
            </form>
            {(earlier is not null || alerts.Count == 0 ? Markup.Empty : Markup.Of($"""
            <section aria-labelledby="earlier"><h2 id="earlier">{words["serve.send.earlier"]}</h2><ul class="cards">{alerts.Take(ShownAlerts).Select(a => AlertCard.Compose(page, a))}</ul></section>
            """))}
            """);
        return page.ShowAsync(new PageView(title, MenuPlace.Send, body) { Problem = problem?.In(words.Language), Address = "/send" }, StatusOf(problem));
    }

    private static Task ShowReviewAsync(PageContext page, CommunityStore store, AlertForm form, UserError? problem)
    {
        ComposedAlert composed;
        string port;
        try
        {
            composed = Composed(page, store, form);
            composed.ThrowIfTooLong();
            port = PortChoice.Read(page);
        }
        catch (UserError e)
        {
            return ShowFormAsync(page, store, form, e);
        }

        Words words = page.Words;
        AlertPayload fields = composed.Fields;
        string? zone = page.Desk.Face?.Zones.GetValueOrDefault(fields.Zone);
        Markup body = Markup.Of($"""
            <section class="card review">
              <blockquote><p>{composed.Preview.Text}</p></blockquote>
              {(fields.IsExercise ? Markup.Of($"<p>{Controls.Badge(Tone.Plain, words["serve.alert.exercise"])}</p>") : Markup.Empty)}
              {Controls.Facts(
              [
                  (words["serve.field.event"], EventNames.Of(fields.Event, words.Language)),
                  (words["serve.field.urgency"], words["alert.urgency." + fields.Urgency]),
                  (words["serve.field.severity"], words["alert.severity." + fields.Severity]),
                  (words["serve.field.certainty"], words["alert.certainty." + fields.Certainty]),
                  (words["serve.field.hours"], words["serve.duration.hours", AlertLifetime.Minutes(fields.Lifetime) / 60.0]),
                  (words["serve.field.area"], AlertWords.Place(fields, zone, words.Language)),
                  (words["serve.field.issuer"], Issuers.NameOf(page, fields.Issuer)),
                  (words["serve.field.port"], port),
              ])}
              <div class="preview">{PreviewBox.Compose(words, composed)}</div>
            </section>
            <form method="post" action="/send/confirm" class="card">{page.FormToken}
              {Controls.Once()}{form.Carry()}
              {Controls.Passphrase(words)}
              <p class="actions"><button class="primary">{words["serve.send.confirm"]}</button>
              <button formaction="/send" formnovalidate name="edit" value="yes">{words["serve.send.edit"]}</button></p>
            </form>
            """);
        return page.ShowAsync(new PageView(words["serve.send.look"], MenuPlace.Send, body) { Problem = problem?.In(words.Language), Address = "/send" }, StatusOf(problem));
    }

    private static Task ShowAgainAsync(PageContext page, CommunityStore store, UserError? problem)
    {
        Words words = page.Words;
        StoredAlert alert = FindAgain(page, store);
        Markup body = Markup.Of($"""
            <section class="card review"><blockquote><p>{alert.Text}</p></blockquote></section>
            <form method="post" action="/send/again" class="card">{page.FormToken}
              {Controls.Once()}{Controls.Hidden("issuer", $"{alert.Fields.Issuer}")}{Controls.Hidden("number", $"{alert.Fields.Sequence}")}
              {PortChoice.Compose(page, store, null)}
              {Controls.Passphrase(words)}
              <p class="actions"><button class="primary">{words["serve.alert.again"]}</button></p>
            </form>
            """);
        return page.ShowAsync(new PageView(words["serve.alert.again"], MenuPlace.Send, body) { Problem = problem?.In(words.Language), Address = "/send" }, StatusOf(problem));
    }

    private static StoredAlert FindAgain(PageContext page, CommunityStore store)
    {
        string? Value(string name) => HttpMethods.IsPost(page.Http.Request.Method) ? page.Field(name) : page.Query(name);
        bool isNumber = int.TryParse(Value("number"), out int number) & byte.TryParse(Value("issuer"), out byte issuer);
        return (isNumber ? store.FindAlert(issuer, number) : null) ?? throw new UserError("alert.error.number", Value("number"), Issuers.NameOf(page, issuer));
    }

    internal static Markup Tabs(Words words, bool isMessage) => Markup.Of($"""
        <ul class="tabs">
          <li><a href="/send"{(isMessage ? Markup.Empty : Markup.Of($" aria-current=\"true\""))}>{words["serve.tab.alert"]}</a></li>
          <li><a href="/message"{(isMessage ? Markup.Of($" aria-current=\"true\"") : Markup.Empty)}>{words["serve.tab.message"]}</a></li>
        </ul>
        """);

    private static int StatusOf(UserError? problem) => problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

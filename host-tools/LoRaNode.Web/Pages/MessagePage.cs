using LoRaNode.Host.Alerts;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>A message to the group. Its text is kept nowhere.</summary>
internal static class MessagePage
{
    internal static Task ShowAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        return ShowFormAsync(page, store, null);
    }

    internal static Task ReviewAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        return page.Field("edit") is not null ? ShowFormAsync(page, store, null) : ShowReviewAsync(page, store, null);
    }

    internal static async Task PreviewAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        try
        {
            await PreviewBox.WriteAsync(page, TextOf(page).Length == 0 ? Markup.Empty : PreviewBox.Compose(page.Words, GroupMessage.Of(TextOf(page), store.Radio).Preview));
        }
        catch (UserError e)
        {
            await PreviewBox.WriteAsync(page, PreviewBox.Problem(page.Words, e));
        }
    }

    internal static async Task ConfirmAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        try
        {
            var message = GroupMessage.Of(TextOf(page), store.Radio);
            string port = PortChoice.Read(page);
            var title = new Phrase("serve.message.title");
            if (page.Field("passphrase") is not null)
            {
                await page.StartAsync(title, "/message", community => (item, cancellation) => new MessageWork(page.Desk, port, community).SendAsync(item, message, cancellation));
                return;
            }

            var delivery = new MessageWork(page.Desk, port, null);
            WorkItem work = page.Desk.Work.Start(page.Required(WorkBoard.IdName, "serve.field.message"), title, "/message", (item, cancellation) => delivery.SendAsync(item, message, cancellation));
            page.GoTo("/task/" + work.Id);
        }
        catch (UserError e)
        {
            await ShowReviewAsync(page, store, e);
        }
    }

    private static string TextOf(PageContext page) => (page.Field("text") ?? string.Empty).Trim().ReplaceLineEndings("\n");

    private static Task ShowFormAsync(PageContext page, CommunityStore store, UserError? problem)
    {
        Words words = page.Words;
        string? text = page.Http.Request.HasFormContentType ? page.Field("text") : null;
        Markup body = Markup.Of($"""
            {SendPage.Tabs(words, isMessage: true)}
            <form method="post" action="/message" class="card" data-preview="/message/preview">{page.FormToken}
              {Controls.Field("text", words["serve.field.message"], words["serve.hint.message"], Markup.Of(
                  $"""<textarea id="text" name="text" rows="4" maxlength="1000" required aria-describedby="text-hint preview">{text}</textarea>"""))}
              <output id="preview" for="text" class="preview"></output>
              {PortChoice.Compose(page, store, null)}
              <p class="actions"><button class="primary">{words["serve.send.review"]}</button></p>
            </form>
            """);
        return page.ShowAsync(View(words["serve.message.title"], body, problem, words), StatusOf(problem));
    }

    private static Task ShowReviewAsync(PageContext page, CommunityStore store, UserError? problem)
    {
        Words words = page.Words;
        GroupMessage message;
        string port;
        try
        {
            message = GroupMessage.Of(TextOf(page), store.Radio);
            port = PortChoice.Read(page);
        }
        catch (UserError e)
        {
            return ShowFormAsync(page, store, e);
        }

        Markup body = Markup.Of($"""
            <section class="card review"><blockquote><p>{message.Preview.Text}</p></blockquote>
              {Controls.Facts([(words["serve.field.port"], port)])}
              <div class="preview">{PreviewBox.Compose(words, message.Preview)}</div>
            </section>
            <form method="post" action="/message/confirm" class="card">{page.FormToken}
              {Controls.Once()}{Controls.Hidden("text", message.Preview.Text)}{Controls.Hidden("port", port)}
              {Controls.Field("passphrase", words["serve.field.passphrase.optional"], words["serve.hint.passphrase.receipts"], Markup.Of(
                  $"""<input id="passphrase" name="passphrase" type="password" autocomplete="off" aria-describedby="passphrase-hint">"""))}
              <p class="actions"><button class="primary">{words["serve.message.confirm"]}</button>
              <button formaction="/message" name="edit" value="yes">{words["serve.send.edit"]}</button></p>
            </form>
            """);
        return page.ShowAsync(View(words["serve.send.look"], body, problem, words), StatusOf(problem));
    }

    private static PageView View(string title, Markup body, UserError? problem, Words words) =>
        new(title, MenuPlace.Send, body) { Problem = problem?.In(words.Language), Address = "/message" };

    private static int StatusOf(UserError? problem) => problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;

namespace LoRaNode.Web.Pages;

/// <summary>A piece of work as it goes on.</summary>
internal static class WorkPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    internal static Task ShowAsync(PageContext page)
    {
        WorkItem item = Find(page);
        WorkView view = item.View;
        Markup content = Content(page.Words, item, view);
        Markup body = view.State == WorkState.Running ? Live.Region("work", $"/task/{item.Id}/live", content) : Markup.Of($"""<div id="work">{content}</div>""");
        return page.ShowAsync(new PageView(page.Words[item.Title], MenuPlace.None, body) { ReloadSeconds = view.State == WorkState.Running ? 2 : null });
    }

    internal static Task StreamAsync(PageContext page)
    {
        WorkItem item = Find(page);
        return Live.StreamAsync(page, Pause, () =>
        {
            WorkView view = item.View;
            return (Content(page.Words, item, view), view.State != WorkState.Running);
        });
    }

    internal static Task FileAsync(PageContext page) => Find(page).View.File is { } file
        ? page.SendFileAsync(file.Name, file.MediaType, file.Content)
        : throw new UserError("serve.error.page");

    private static Markup Content(Words words, WorkItem item, WorkView view)
    {
        bool isRunning = view.State == WorkState.Running;
        string said = words[isRunning && view.Steps.Count > 0 ? view.Steps[^1] : view.Result?.Words ?? item.Title];
        return Markup.Of($"""
            <div class="card work" data-say="{said}">
              {(view.Result is { } result ? Markup.Of($"""<p class="{(view.State == WorkState.Failed ? "alarm" : "done")}">{words[result.Words]}</p>""") : Markup.Empty)}
              <ol class="steps">{view.Steps.Select(s => Markup.Of($"<li>{words[s]}</li>"))}</ol>
              {(isRunning ? Progress(words, view.Share) : Markup.Empty)}
              <p class="actions">
                {(view.File is { } file ? Markup.Of($"""<a class="button" href="/task/{item.Id}/file" download>{words[file.Key]}</a>""") : Markup.Empty)}
                {(view.Result is { Next: { } next, NextKey: { } key } ? Markup.Of($"""<a class="button" href="{next}">{words[key]}</a>""") : Markup.Empty)}
                {(view.Result is null ? Markup.Empty : Markup.Of($"""<a class="button" href="{item.Back}">{words["serve.work.back"]}</a>"""))}
              </p>
            </div>
            """);
    }

    private static Markup Progress(Words words, double? share) => share is { } known
        ? Markup.Of($"""<progress max="100" value="{Math.Round(known * 100)}" aria-label="{words["serve.work.progress"]}"></progress>""")
        : Markup.Of($"""<progress aria-label="{words["serve.work.progress"]}"></progress>""");

    private static WorkItem Find(PageContext page) =>
        page.Desk.Work.Find(page.Http.Request.RouteValues["id"] as string ?? string.Empty) ?? throw new UserError("serve.error.work");
}

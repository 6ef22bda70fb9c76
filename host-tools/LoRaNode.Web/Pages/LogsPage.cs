using System.Globalization;
using System.Text;
using LoRaNode.Host.Logs;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>Log records: read from a node, look through, take away.</summary>
internal static class LogsPage
{
    private const int PageSize = 100;

    internal static Task ShowAsync(PageContext page) => ShowAsync(page, null);

    internal static async Task PullAsync(PageContext page)
    {
        try
        {
            string port = PortChoice.Read(page);
            await page.StartAsync(new Phrase("serve.logs.pull"), "/logs", community => new PullWork(page.Desk, port, community).RunAsync);
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
        }
    }

    internal static async Task ExportAsync(PageContext page)
    {
        using CommunityStore store = page.Desk.OpenStore();
        LogFilter filter = LogQuery.Of(page, store).Filter;
        bool isCsv = page.Query("format") != "jsonl";
        HttpResponse response = page.Http.Response;
        response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"logs.{(isCsv ? "csv" : "jsonl")}\"";

        // Written as it is read, on a thread of its own: a million records are neither held in memory nor in anybody's way.
        Stream body = response.BodyWriter.AsStream();
        await Task.Run(
            () =>
            {
                using var output = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024);
                IEnumerable<StoredLog> logs = store.Logs(filter).TakeWhile(_ => !page.Cancellation.IsCancellationRequested);
                _ = isCsv ? LogExport.WriteCsv(logs, output) : LogExport.WriteLines(logs, page.Words.Language, output);
            },
            page.Cancellation);
    }

    private static Task ShowAsync(PageContext page, UserError? problem)
    {
        Words words = page.Words;
        using CommunityStore store = page.Desk.OpenStore();
        LogQuery query;
        try
        {
            query = LogQuery.Of(page, store);
        }
        catch (UserError e)
        {
            query = LogQuery.Everything;
            problem = e;
        }

        IReadOnlyList<StoredLog> logs = store.LogPage(query.Filter, query.Before, PageSize + 1);
        bool hasMore = logs.Count > PageSize;
        Markup body = Markup.Of($"""
            <details class="card"{(problem is not null && page.Http.Request.HasFormContentType ? Markup.Of($" open") : Markup.Empty)}><summary>{words["serve.logs.pull"]}</summary>
              <form method="post" action="/logs/pull">{page.FormToken}{Controls.Once()}
                {PortChoice.Compose(page, store, null)}{Controls.Passphrase(words)}
                <p class="actions"><button class="primary">{words["serve.logs.pull"]}</button></p>
              </form>
            </details>
            <form method="get" action="/logs" class="card filter" role="search" aria-label="{words["serve.logs.filter"]}">
              {Filter(page, store)}
              <p class="actions"><button class="primary">{words["serve.logs.show"]}</button>
              <button formaction="/logs/export" name="format" value="csv">{words["serve.logs.csv"]}</button>
              <button formaction="/logs/export" name="format" value="jsonl">{words["serve.logs.jsonl"]}</button></p>
            </form>
            {Table(page, [.. logs.Take(PageSize)])}
            <nav class="actions" aria-label="{words["serve.logs.pages"]}">
              {(query.Before is null ? Markup.Empty : Markup.Of($"""<a class="button" href="/logs{query.Address(null)}">{words["serve.logs.newest"]}</a>"""))}
              {(hasMore ? Markup.Of($"""<a class="button" rel="next" href="/logs{query.Address(LogCursor.Of(logs[PageSize - 1]))}">{words["serve.logs.older"]}</a>""") : Markup.Empty)}
            </nav>
            """);
        return page.ShowAsync(
            new PageView(words["serve.menu.logs"], MenuPlace.Logs, body) { Problem = problem?.In(words.Language), Address = "/logs" },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Markup Filter(PageContext page, CommunityStore store)
    {
        Words words = page.Words;
        IEnumerable<(string, string)> nodes = store.Nodes().Select(n => (n.Name, n.Name)).Prepend((string.Empty, words["serve.logs.allnodes"]));
        IEnumerable<(string, string)> kinds = Enum.GetNames<LogCode>().Select(c => (c, words["serve.log." + c])).Prepend((string.Empty, words["serve.logs.allkinds"]));
        return Markup.Of($"""
            <div class="pair">
            {Controls.Select("node", words["serve.fact.node"], nodes, page.Query("node"))}
            {Controls.Select("code", words["serve.logs.kind"], kinds, page.Query("code"))}
            {Time(page, "since", "serve.logs.since")}
            {Time(page, "until", "serve.logs.until")}
            </div>
            """);
    }

    private static Markup Time(PageContext page, string name, string labelKey) => Controls.Field(name, page.Words[labelKey], null, Markup.Of(
        $"""<input id="{name}" name="{name}" type="datetime-local" value="{page.Query(name)}">"""));

    private static Markup Table(PageContext page, IReadOnlyList<StoredLog> logs)
    {
        Words words = page.Words;
        return logs.Count == 0
            ? Markup.Of($"""<p class="card quiet">{words["serve.logs.none"]}</p>""")
            : Controls.Table(
                words["serve.menu.logs"],
                [words["serve.logs.time"], words["serve.fact.node"], words["serve.logs.number"], words["serve.logs.what"]],
                logs.Select(l => Markup.Of($"""
                    <tr>{Controls.Cell(words["serve.logs.time"], LogExport.TimeOf(l))}
                    {Controls.Cell(words["serve.fact.node"], LogExport.NameOf(l))}
                    {Controls.Cell(words["serve.logs.number"], l.Number.ToString(CultureInfo.InvariantCulture))}
                    {Controls.Cell(words["serve.logs.what"], LogSentence.Of(l.Record, words.Language))}</tr>
                    """)),
                "log");
    }
}

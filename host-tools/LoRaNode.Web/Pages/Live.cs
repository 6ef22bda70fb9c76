using System.Text;
using LoRaNode.Web.Html;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>
/// A part of a page that shows itself anew whenever it has changed, by server-sent events (HTML Standard, 9.2). Without scripts the page is
/// loaded again instead.
/// </summary>
internal static class Live
{
    // A browser that is gone is noticed only when something is sent to it.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    /// <summary>The place on the page.</summary>
    internal static Markup Region(string id, string address, Markup content) => Markup.Of($"""<div id="{id}" data-live="{address}">{content}</div>""");

    /// <summary>Sends the content whenever it has changed, until it is final, the browser is gone or the server ends.</summary>
    /// <param name="page">The request.</param>
    /// <param name="pause">Time between two looks.</param>
    /// <param name="look">The content now, and whether it will not change any more.</param>
    internal static async Task StreamAsync(PageContext page, TimeSpan pause, Func<(Markup Content, bool IsFinal)> look)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(page.Cancellation, page.Desk.Stopping);
        HttpResponse response = page.Http.Response;
        response.ContentType = "text/event-stream";
        string sent = string.Empty;
        TimeSpan silent = TimeSpan.Zero;
        try
        {
            while (true)
            {
                (Markup content, bool isFinal) = look();
                string text = content.ToString();
                if (text != sent || isFinal)
                {
                    await response.WriteAsync(Event(isFinal ? "final" : "content", text), end.Token);
                    sent = text;
                    silent = TimeSpan.Zero;
                }
                else if (silent >= SignOfLife)
                {
                    await response.WriteAsync(":\n\n", end.Token);
                    silent = TimeSpan.Zero;
                }

                await response.Body.FlushAsync(end.Token);
                if (isFinal)
                {
                    return;
                }

                await Task.Delay(pause, end.Token);
                silent += pause;
            }
        }
        catch (OperationCanceledException)
        {
            // The browser is gone or the server ends: the page opens the stream anew when there is one.
        }
    }

    private static string Event(string name, string data)
    {
        var text = new StringBuilder("event: ").Append(name).Append('\n');
        foreach (string line in data.Split('\n'))
        {
            text.Append("data: ").Append(line).Append('\n');
        }

        return text.Append('\n').ToString();
    }
}

using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Security;
using LoRaNode.Web.Work;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>One request for a page.</summary>
/// <param name="Http">The request.</param>
/// <param name="Desk">What all pages share.</param>
internal sealed record PageContext(HttpContext Http, Desk Desk)
{
    /// <summary>The texts in the reader's language.</summary>
    internal Words Words { get; } = new(ReaderLanguage.Of(Http, Desk.Options.Language));

    /// <summary>Ends with the request.</summary>
    internal CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>The hidden field that says that a form is from a page of this server.</summary>
    internal Markup FormToken => Markup.Of($"""<input type="hidden" name="{Access.FormName}" value="{Desk.Access.Form.Text}">""");

    /// <summary>A value of the query; null when it is not there or empty.</summary>
    internal string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A field of the form; null when it is not there or empty.</summary>
    internal string? Field(string name) => Http.Request.Form[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A field that must be there.</summary>
    /// <exception cref="UserError">It is not.</exception>
    internal string Required(string name, string labelKey) => Field(name) ?? throw new UserError("serve.error.empty", Words[labelKey]);

    /// <summary>What the reader had filled in when a form comes back; null when it is shown for the first time.</summary>
    internal string? Sent(string name) => Http.Request.HasFormContentType ? Field(name) : null;

    /// <summary>A whole number that must be there.</summary>
    /// <exception cref="UserError">It is not, or is out of range.</exception>
    internal int Number(string name, string labelKey, int least, int most) =>
        int.TryParse(Required(name, labelKey), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new UserError("serve.error.range", Words[labelKey], least, most);

    /// <summary>
    /// Starts a piece of work that needs the community's keys, once for each form that was shown, and sends the browser to where its progress
    /// is seen. A wrong passphrase is found out before.
    /// </summary>
    /// <param name="title">What it is.</param>
    /// <param name="back">Path of the page to go on from.</param>
    /// <param name="run">The work, which disposes of the keys.</param>
    /// <exception cref="UserError">The passphrase is missing or wrong.</exception>
    internal async Task StartAsync(Phrase title, string back, Func<Community, Func<WorkItem, CancellationToken, Task<WorkResult>>> run)
    {
        string id = Required(WorkBoard.IdName, "serve.field.passphrase");
        string passphrase = Required("passphrase", "serve.field.passphrase");
        if (Desk.Work.Find(id) is null)
        {
            // A third of a second of work, on purpose: not on the thread that answers others.
            Community community = await Task.Run(() => Desk.OpenCommunity(passphrase), Cancellation);
            Desk.Work.Start(id, title, back, run(community));
        }

        GoTo("/task/" + id);
    }

    /// <summary>Shows a page.</summary>
    internal async Task ShowAsync(PageView page, int status = StatusCodes.Status200OK)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "text/html; charset=utf-8";
        await Http.Response.WriteAsync(PageLayout.Compose(this, page).ToString(), Cancellation);
    }

    /// <summary>Sends a file to keep.</summary>
    internal async Task SendFileAsync(string name, string mediaType, byte[] content)
    {
        Http.Response.ContentType = mediaType;
        Http.Response.ContentLength = content.Length;
        Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await Http.Response.Body.WriteAsync(content, Cancellation);
    }

    /// <summary>Sends the browser on to another page after a form was taken.</summary>
    internal void GoTo(string path)
    {
        Http.Response.StatusCode = StatusCodes.Status303SeeOther;
        Http.Response.Headers.Location = path;
    }
}

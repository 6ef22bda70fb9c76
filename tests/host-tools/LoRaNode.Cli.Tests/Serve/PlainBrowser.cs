using System.Net;
using System.Text.RegularExpressions;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>Somebody at a browser without scripts: pages and forms only.</summary>
internal sealed class PlainBrowser : IDisposable
{
    private readonly HttpClient _client;

    private PlainBrowser(HttpClient client) => _client = client;

    /// <summary>Comes in with the address that the server printed.</summary>
    internal static async Task<PlainBrowser> EnterAsync(ServeProcess server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Origin) };
        using HttpResponseMessage entered = await client.GetAsync(server.Url, TestContext.Current.CancellationToken);
        return new PlainBrowser(client);
    }

    /// <summary>Fills in the form of a page that goes to an address, with the passphrase, and sends it. Returns the status, and where that led.</summary>
    internal async Task<(HttpStatusCode Status, string Path, string Html)> SendAsync(string page, string address, params (string Name, string Value)[] fields)
    {
        string form = await _client.GetStringAsync(page, TestContext.Current.CancellationToken);
        form = form[form.IndexOf($"action=\"{address}\"", StringComparison.Ordinal)..];
        return await SendAgainAsync(form, address, fields);
    }

    /// <summary>Sends a form that was loaded before.</summary>
    internal async Task<(HttpStatusCode Status, string Path, string Html)> SendAgainAsync(string form, string address, params (string Name, string Value)[] fields)
    {
        var content = new FormUrlEncodedContent(
        [
            new("form", Hidden(form, "form")),
            new("once", Hidden(form, "once")),
            new("passphrase", Technician.Passphrase),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]);
        using HttpResponseMessage answer = await _client.PostAsync(address, content, TestContext.Current.CancellationToken);
        string html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.RequestMessage!.RequestUri!.AbsolutePath, WebUtility.HtmlDecode(html));
    }

    /// <summary>Sends a form that starts work and waits until that is done. Returns the page then.</summary>
    internal async Task<string> WorkAsync(string page, params (string Name, string Value)[] fields)
    {
        (_, string work, string html) = await SendAsync(page, page, fields);
        Assert.True(work.StartsWith("/task/", StringComparison.Ordinal), html);
        return await UntilAsync(work, "class=\"done\"");
    }

    /// <summary>Looks at a page until it shows something.</summary>
    internal async Task<string> UntilAsync(string path, string sign)
    {
        string html = string.Empty;
        bool isThere = await Eventually.IsTrueAsync(async () =>
        {
            html = await _client.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("class=\"alarm\"", html, StringComparison.Ordinal);
            return html.Contains(sign, StringComparison.Ordinal);
        });
        Assert.True(isThere, $"{path} never shows {sign}.");
        return WebUtility.HtmlDecode(html);
    }

    internal Task<byte[]> FileAsync(string path) => _client.GetByteArrayAsync(path, TestContext.Current.CancellationToken);

    internal Task<string> PageAsync(string path) => _client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public void Dispose() => _client.Dispose();

    private static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]+)\"").Groups[1].Value;
}

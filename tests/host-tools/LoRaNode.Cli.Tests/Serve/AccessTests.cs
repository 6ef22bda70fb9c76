using System.Net;
using System.Text.RegularExpressions;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>Who is let in, and what every answer forbids the browser.</summary>
public sealed partial class AccessTests(ServedCommunity served)
{
    private static readonly string[] Paths = ["/", "/send", "/message", "/nodes", "/provision", "/logs", "/logs/export", "/network", "/network/issuer", "/network/epoch", "/labels.pdf", "/live/overview", "/task/x", "/nowhere"];

    [Fact]
    public async Task Without_the_token_nothing_is_told()
    {
        await served.StartAsync();
        using HttpClient stranger = Client();
        foreach (string path in Paths)
        {
            using HttpResponseMessage answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.DoesNotContain("roof", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using HttpResponseMessage post = await stranger.PostAsync("/look", Form([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, post.StatusCode);
        using HttpResponseMessage guess = await stranger.GetAsync("/?token=" + new string('A', 43), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, guess.StatusCode);
        Assert.False(guess.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        await served.StartAsync();
        using HttpClient client = Client();
        using HttpResponseMessage answer = await client.GetAsync(served.Server.Url, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        string cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(new Uri(served.Server.Url).Query.Split('=')[1], cookie, StringComparison.Ordinal);
        using HttpResponseMessage page = await client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.1.5")]
    [InlineData("localhost.")]
    public async Task A_foreign_name_for_this_server_is_refused(string host)
    {
        using HttpClient member = await MemberAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = $"{host}:{new Uri(served.Server.Origin).Port}";
        using HttpResponseMessage answer = await member.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_is_taken_from_this_servers_pages_only()
    {
        using HttpClient member = await MemberAsync();
        string token = FormToken().Match(await member.GetStringAsync("/", TestContext.Current.CancellationToken)).Groups[1].Value;

        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(member, token, null, null));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(member, token, served.Server.Origin, "same-origin"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(member, token, "http://evil.example", null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(member, token, "null", null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(member, token, null, "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(member, "guess", served.Server.Origin, null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(member, null, served.Server.Origin, null));
    }

    [Fact]
    public async Task What_is_too_large_or_no_form_or_no_known_method_is_refused()
    {
        using HttpClient member = await MemberAsync();
        string token = FormToken().Match(await member.GetStringAsync("/", TestContext.Current.CancellationToken)).Groups[1].Value;
        using HttpResponseMessage large = await member.PostAsync("/send", Form([new("form", token), new("text", new string('x', 100_000))]), TestContext.Current.CancellationToken);
        using HttpResponseMessage json = await member.PostAsync("/look", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        using HttpResponseMessage delete = await member.DeleteAsync("/nodes/1", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, json.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, delete.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_the_policy_and_no_page_needs_an_exception_from_it()
    {
        using HttpClient member = await MemberAsync();
        foreach (string path in Paths.Where(p => !p.StartsWith("/live", StringComparison.Ordinal)).Append("/assets/app.js"))
        {
            using HttpResponseMessage answer = await member.GetAsync(path, TestContext.Current.CancellationToken);
            string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.DoesNotMatch(Inline(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
        }
    }

    [Fact]
    public async Task A_text_is_never_more_than_text()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        const string Text = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\"'&";
        await visitor.GoAsync("/message");
        await visitor.Page.Locator("#text").FillAsync(Text);
        await visitor.PressAsync("Look it over");

        Assert.Equal(Text, await visitor.Page.Locator("blockquote p").TextContentAsync());
        Assert.Equal(0, await visitor.Page.Locator("main img, main script").CountAsync());
        Assert.Empty(visitor.Complaints);
    }

    private static FormUrlEncodedContent Form(IEnumerable<KeyValuePair<string, string>> fields) => new(fields);

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string? token, string? origin, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/look") { Content = Form(token is null ? [] : [new("form", token)]) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(served.Server.Origin) };

    private async Task<HttpClient> MemberAsync()
    {
        await served.StartAsync();
        HttpClient client = Client();
        using HttpResponseMessage answer = await client.GetAsync(served.Server.Url, TestContext.Current.CancellationToken);
        return client;
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("<style|<script(?! type=\"module\" src=)| style=| on[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LoRaNode.Host.Texts;
using Microsoft.Playwright;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>How the pages look and whether everybody can use them.</summary>
public sealed class LookTests(ServedCommunity served)
{
    private static readonly string[] Pages = ["/", "/send", "/message", "/nodes", "/provision", "/logs", "/network", "/network/issuer", "/network/revoke", "/network/epoch", "/network/publish", "/nowhere"];

    // A text whose right end is beyond its box, or which its box cuts off.
    private const string Clipped =
        """
        () => [...document.querySelectorAll('main *, header *, nav *')].filter(e => {
          const s = getComputedStyle(e);
          if (e.closest('.unseen, thead, select, option') || s.display === 'inline' || !e.textContent.trim() || !e.checkVisibility()) return false;
          const box = e.getBoundingClientRect();
          return (s.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1) || box.right > innerWidth + 1 || box.left < -1;
        }).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_page(ColorScheme scheme)
    {
        Visitor visitor = await served.VisitAsync(new() { ColorScheme = scheme, Locale = "en" });
        await visitor.OpenKeysAsync();
        foreach (string path in Pages)
        {
            await visitor.GoAsync(path);
            await CheckAsync(visitor, scheme, Name(path));
        }

        await visitor.GoAsync("/nodes");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "roof-0", Exact = true }).ClickAsync();
        await CheckAsync(visitor, scheme, "node");
        await visitor.GoAsync("/send");
        await visitor.Page.Locator("#text").FillAsync(new string('ӝ', 400));
        await visitor.PressAsync("Look it over");
        await CheckAsync(visitor, scheme, "too-long");
        await visitor.Page.Locator("#text").FillAsync("Water is here");
        await visitor.PressAsync("Look it over");
        await CheckAsync(visitor, scheme, "review");
        await visitor.GoAsync("/message");
        await visitor.Page.Locator("#text").FillAsync("Water is here");
        await visitor.PressAsync("Look it over");
        await visitor.PressAsync("Send to the group");
        await visitor.WorkAsync();
        await CheckAsync(visitor, scheme, "work");
        await visitor.Page.Context.ClearCookiesAsync();
        await visitor.GoAsync("/");
        await CheckAsync(visitor, scheme, "refused");
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task On_a_phone_nothing_is_wider_than_the_screen_or_cut_off(Language language)
    {
        Visitor visitor = await served.VisitAsync(new() { ViewportSize = new() { Width = 360, Height = 780 }, Locale = LanguageCode.Of(language), IsMobile = true, HasTouch = true });
        await visitor.OpenKeysAsync();
        foreach (string path in Pages)
        {
            await visitor.GoAsync(path);
            await visitor.PictureAsync($"phone-{LanguageCode.Of(language)}-{Name(path)}");
            Assert.Equal(LanguageCode.Of(language), await visitor.Page.GetAttributeAsync("html", "lang"));
            Assert.Equal(360, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(Clipped));
        }

        // The look for what is cut off sees it when it is there.
        await visitor.Page.EvaluateAsync("document.querySelector('h1').style.marginLeft = '-40px'");
        Assert.NotEmpty(await visitor.Page.EvaluateAsync<string[]>(Clipped));
    }

    /// <summary>By night only the colours are others.</summary>
    private static async Task CheckAsync(Visitor visitor, ColorScheme scheme, string name)
    {
        await visitor.PictureAsync($"desk-{scheme}-{name}");
        AxeResult result = await visitor.Page.RunAxe(scheme == ColorScheme.Dark ? new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") } : null);
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, name + ": " + string.Join("; ", result.Violations.Select(v => $"{v.Id} {v.Nodes[0].Html}")));
    }

    private static string Name(string path) => path.Length == 1 ? "overview" : path[1..].Replace('/', '-');
}

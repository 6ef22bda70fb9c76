using LoRaNode.Cli.Tests.Cities;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;
using LoRaNode.Simulator.Report.Page;
using Microsoft.Playwright;
using SkiaSharp;

namespace LoRaNode.Cli.Tests.Page;

/// <summary>The report in a real browser.</summary>
public sealed class ReportPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    // How long the page plays a run.
    private const int PlayMs = 7_000;

    private static readonly DateTime Noon = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    private readonly List<string> _messages = [];

    private readonly List<string> _requests = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Language.Kazakh, ColorScheme.Dark)]
    [InlineData(Language.Russian, ColorScheme.Light)]
    [InlineData(Language.English, ColorScheme.Dark)]
    public async Task The_page_opens_without_network_or_complaint(Language language, ColorScheme scheme)
    {
        IPage page = await OpenAsync(SyntheticCity.Run(), language, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal(LanguageCode.Of(language), await page.GetAttributeAsync("html", "lang"));
        byte[] png = await page.ScreenshotAsync(new() { FullPage = true });
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.True(Colours(picture) > 100);
        Assert.Empty(_messages);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task The_script_plays_the_run_from_the_sender_to_the_last_node()
    {
        CityRun run = SyntheticCity.Run();
        IPage page = await OpenAsync(run, Language.English, new() { ReducedMotion = ReducedMotion.Reduce }, hasStandingClock: true);
        ILocator waiting = page.Locator("#map .waiting[data-part=node]");
        ILocator slider = page.GetByRole(AriaRole.Slider);

        Assert.Equal(0, await waiting.CountAsync());
        await slider.FillAsync("0");
        Assert.Equal(run.Verified - 1, await waiting.CountAsync());
        Assert.Contains($"1 of {run.Connected} nodes", await page.Locator("#state").InnerTextAsync(), StringComparison.Ordinal);
        await slider.FillAsync("500");
        Assert.InRange(await waiting.CountAsync(), 1, run.Verified - 2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).WaitForAsync();
        await page.Clock.RunForAsync(PlayMs + 1_000);
        await page.GetByRole(AriaRole.Button, new() { Name = "Play" }).WaitForAsync();
        Assert.Equal(0, await waiting.CountAsync());
        Assert.Empty(_messages);
    }

    [Fact]
    public async Task The_run_plays_by_itself_unless_less_motion_is_asked_for()
    {
        IPage moving = await OpenAsync(SyntheticCity.Run(), Language.English, new() { ReducedMotion = ReducedMotion.NoPreference }, hasStandingClock: true);
        IPage calm = await OpenAsync(SyntheticCity.Run(), Language.English, new() { ReducedMotion = ReducedMotion.Reduce }, hasStandingClock: true);

        Assert.Equal("Pause", await moving.Locator("#play").InnerTextAsync());
        Assert.Equal("Play", await calm.Locator("#play").InnerTextAsync());
    }

    [Fact]
    public async Task Without_scripts_the_end_of_the_run_is_shown()
    {
        IPage page = await OpenAsync(SyntheticCity.Run(), Language.English, new() { JavaScriptEnabled = false });

        Assert.False(await page.Locator("#player").IsVisibleAsync());
        Assert.Equal(30, await page.Locator("#nodes tbody tr").CountAsync());
        Assert.True(await page.Locator("#map [data-part=hop]").First.IsVisibleAsync());
    }

    [Theory]
    [InlineData(Language.Kazakh)]
    [InlineData(Language.Russian)]
    [InlineData(Language.English)]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(Language language)
    {
        IPage page = await OpenAsync(SyntheticCity.Of(30, 3, text: "Ұзақ " + new string('ж', 120), deaf: 1, lonely: 1).Build(), language, new()
        {
            ViewportSize = new() { Width = 360, Height = 740 },
            ReducedMotion = ReducedMotion.Reduce,
        });

        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        LocatorBoundingBoxResult button = (await page.Locator("#play").BoundingBoxAsync())!;
        Assert.True(button.Height >= 44);
    }

    [Theory]
    [InlineData("<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">")]
    [InlineData("</script></style><!-- ]]> '\"&")]
    [InlineData("\u202Eright to left\u202C and 🔥")]
    public async Task A_text_is_never_more_than_text(string text)
    {
        IPage page = await OpenAsync(SyntheticCity.Of(5, 1, text: text).Build(), Language.English, new() { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal(text, await page.Locator("blockquote").TextContentAsync());
        Assert.DoesNotContain("owned", (await page.TitleAsync())[..5], StringComparison.Ordinal);
        Assert.Equal(2, await page.Locator("script").CountAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(_messages);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task The_policy_lets_no_other_script_run()
    {
        IPage page = await OpenAsync(SyntheticCity.Of(5, 1).Build(), Language.English, new() { ReducedMotion = ReducedMotion.Reduce });

        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.stranger = 1'; document.body.append(s); }");

        Assert.False(await page.EvaluateAsync<bool>("'stranger' in window"));
    }

    [Fact]
    public async Task The_table_sorts_and_every_control_has_a_name()
    {
        IPage page = await OpenAsync(SyntheticCity.Run(), Language.English, new() { ReducedMotion = ReducedMotion.Reduce });

        await page.GetByRole(AriaRole.Button, new() { Name = "Node", Exact = true }).ClickAsync();
        Assert.StartsWith("N01", (await page.Locator("#nodes tbody th").First.InnerTextAsync()).Trim(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Node", Exact = true }).ClickAsync();
        Assert.StartsWith("N30", (await page.Locator("#nodes tbody th").First.InnerTextAsync()).Trim(), StringComparison.Ordinal);
        Assert.Equal("descending", await page.Locator("#nodes thead th").First.GetAttributeAsync("aria-sort"));
        Assert.NotNull(await page.GetByRole(AriaRole.Slider, new() { Name = "Time since sending" }).ElementHandleAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('svg')].filter(s => s.getAttribute('aria-hidden') !== 'true' && !s.querySelector('title')?.textContent).length"));
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('[id]').length - new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"));
    }

    [Fact]
    public async Task The_player_works_by_keyboard_alone()
    {
        IPage page = await OpenAsync(SyntheticCity.Run(), Language.English, new() { ReducedMotion = ReducedMotion.Reduce });

        await page.Locator("#play").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Home");

        Assert.Equal("0", await page.Locator("#time").InputValueAsync());
        Assert.NotEqual(0, await page.Locator("#map .waiting[data-part=node]").CountAsync());
    }

    /// <summary>Opens the report; with a clock that stands until a test moves it, when it matters how long things take.</summary>
    private async Task<IPage> OpenAsync(CityRun run, Language language, BrowserNewContextOptions options, bool hasStandingClock = false)
    {
        string path = _folder.File($"report-{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, CityReport.Compose(run, new ReportTexts(language), "loranode test"), TestContext.Current.CancellationToken);
        IPage page = await chromium.OpenAsync(options);
        page.Console += (_, message) => _messages.Add(message.Text);
        page.PageError += (_, error) => _messages.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
        if (hasStandingClock)
        {
            await page.Clock.InstallAsync(new() { TimeDate = Noon });
            await page.Clock.PauseAtAsync(Noon.AddSeconds(1));
        }

        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    private static int Colours(SKBitmap picture)
    {
        var colours = new HashSet<SKColor>();
        for (int x = 0; x < picture.Width; x += 3)
        {
            for (int y = 0; y < picture.Height; y += 3)
            {
                colours.Add(picture.GetPixel(x, y));
            }
        }

        return colours.Count;
    }
}

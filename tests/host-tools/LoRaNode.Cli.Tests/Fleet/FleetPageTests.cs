using LoRaNode.Cli.Tests.Page;
using LoRaNode.Host.Fleet;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Microsoft.Playwright;

namespace LoRaNode.Cli.Tests.Fleet;

/// <summary>The report on a fleet in a real browser.</summary>
public sealed class FleetPageTests(Chromium chromium, RehearsedFleet fleet) : IClassFixture<Chromium>, IClassFixture<RehearsedFleet>
{
    private readonly List<string> _messages = [];

    private readonly List<string> _requests = [];

    [Theory]
    [InlineData(Language.Kazakh, ColorScheme.Dark)]
    [InlineData(Language.Russian, ColorScheme.Light)]
    [InlineData(Language.English, ColorScheme.Dark)]
    public async Task On_a_phone_the_page_opens_without_network_complaint_or_overflow(Language language, ColorScheme scheme)
    {
        IPage page = await OpenAsync(State(), language, new() { ColorScheme = scheme, ViewportSize = new() { Width = 360, Height = 740 } });

        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(RehearsedFleet.Nodes, await page.Locator("#map [data-part=node]").CountAsync());
        Assert.Equal(5, await page.Locator(".chart svg").CountAsync());
        Assert.Empty(_messages);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task The_table_of_nodes_is_sorted_by_keyboard()
    {
        IPage page = await OpenAsync(State(), Language.English, new());
        ILocator names = page.Locator("#nodes tbody th");
        string[] before = [.. await names.AllInnerTextsAsync()];

        await page.Locator("#nodes thead button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");

        string[] after = [.. await names.AllInnerTextsAsync()];
        Assert.Equal(before.Reverse(), after);
        Assert.Equal("descending", await page.Locator("#nodes thead th").First.GetAttributeAsync("aria-sort"));
    }

    [Fact]
    public async Task Names_and_places_that_look_like_markup_stay_text()
    {
        const string Evil = "<img src=x onerror=\"document.title='owned'\">";
        FleetState state = FleetState.Of(
            [new StoredNode(1, Evil, null, NodeState.Verified, null)],
            [new SiteRecord(1, Evil, null, null, null, Evil, null)],
            new Dictionary<ushort, NodeHistory>(),
            FleetOptions.At(DateTimeOffset.Now));

        IPage page = await OpenAsync(state, Language.English, new());

        Assert.NotEqual("owned", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Contains(Evil, await page.Locator("#nodes tbody th").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(_messages);
    }

    [Fact]
    public async Task Every_picture_has_a_name_and_every_heading_follows_the_one_above()
    {
        IPage page = await OpenAsync(State(), Language.Kazakh, new());

        string[] unnamed = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('svg[role=img]')].filter(s => !document.getElementById(s.getAttribute('aria-labelledby').split(' ')[0])?.textContent).map(s => s.id)");
        int[] levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])");

        Assert.Empty(unnamed);
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    private FleetState State()
    {
        using CommunityStore store = CommunityStore.Open(fleet.Network);
        return FleetState.Read(store, FleetOptions.At(DateTimeOffset.Now));
    }

    private async Task<IPage> OpenAsync(FleetState state, Language language, BrowserNewContextOptions options)
    {
        string path = fleet.File($"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(path, FleetPage.Compose(state, new FleetTexts(language), "test"), TestContext.Current.CancellationToken);
        IPage page = await chromium.OpenAsync(options);
        page.Console += (_, message) => _messages.Add(message.Text);
        page.PageError += (_, error) => _messages.Add(error);
        page.Request += (_, request) => _requests.Add(request.Url);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }
}

using LoRaNode.Host.Tests.Servers;
using Microsoft.Playwright;

namespace LoRaNode.Cli.Tests.Page;

/// <summary>One headless Chromium of the system for all tests of pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly float PatienceMs = (float)Eventually.Limit.TotalMilliseconds;

    private IPlaywright? _playwright;

    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string? path = Array.Find(Places, File.Exists);
        if (path is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Timeout = PatienceMs,
            Args = ["--no-sandbox"], // Containers run the tests as root, whom Chromium refuses a sandbox.
        });
    }

    /// <summary>Opens a new page without cookies or history.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            const string Advice = "Chromium is missing. Run .ci/run, which installs it, or 'apt-get install chromium'.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Advice);
            Assert.Fail(Advice);
        }

        IBrowserContext context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMs);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}

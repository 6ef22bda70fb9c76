using LoRaNode.Host.Tests.Servers;
using Microsoft.Playwright;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>Somebody at a browser.</summary>
internal sealed class Visitor
{
    private readonly List<string> _complaints = [];
    private readonly string _origin;

    internal Visitor(IPage page, string origin)
    {
        Page = page;
        _origin = origin;
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _strangers.AddRange(request.Url.StartsWith(origin + "/", StringComparison.Ordinal) ? [] : [request.Url]);
    }

    private readonly List<string> _strangers = [];

    internal IPage Page { get; }

    /// <summary>What the browser complained about: errors of scripts, violations of the policy.</summary>
    internal IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Addresses elsewhere that were asked for.</summary>
    internal IReadOnlyList<string> Strangers => _strangers;

    internal Task GoAsync(string path) => Page.GotoAsync(_origin + path);

    /// <summary>Presses a button that leads to another page, and waits until that is there whole.</summary>
    internal Task PressAsync(string name) => PressAsync(Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));

    /// <summary>Opens the keys, so that names are shown, unless they were open before. Leaves the visitor at the network.</summary>
    internal async Task OpenKeysAsync()
    {
        await GoAsync("/network");
        if (await Page.Locator("#passphrase").CountAsync() > 0)
        {
            await Page.Locator("#passphrase").FillAsync(Process.Technician.Passphrase);
            await PressAsync(Page.Locator("form[action='/network'] button"));
        }
    }

    private async Task PressAsync(ILocator button)
    {
        var loaded = new TaskCompletionSource();
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        try
        {
            await button.ClickAsync();
            await loaded.Task.WaitAsync(Eventually.Limit, TestContext.Current.CancellationToken);
        }
        finally
        {
            Page.Load -= Loaded;
        }
    }

    /// <summary>Waits until the work that was started has ended, and tells what came of it.</summary>
    internal async Task<string> WorkAsync()
    {
        ILocator result = Page.Locator("#work .done, #work .alarm");
        await result.WaitForAsync();
        return await result.InnerTextAsync();
    }

    /// <summary>Keeps a picture when somebody wants to look at it: in the folder that LORANODE_PICTURES names.</summary>
    internal async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("LORANODE_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, name + ".png") });
        }
    }
}

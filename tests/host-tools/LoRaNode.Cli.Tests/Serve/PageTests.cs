using System.Text.Json;
using LoRaNode.Cli.Tests.Process;
using Microsoft.Playwright;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>What people do with the pages, in a real browser, with nodes on pseudo-terminals.</summary>
public sealed class PageTests(ServedCommunity served)
{
    [Fact]
    public async Task An_alert_is_written_looked_over_sent_updated_and_cancelled_and_a_node_across_the_air_shows_it()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        IPage page = visitor.Page;
        int before = (await Technician.IdentifyAsync(served.Ports[1])).GetProperty("texts").GetInt32();
        await visitor.GoAsync("/send");
        await page.GetByLabel("Text of the alert").FillAsync("Су көтеріліп жатыр, биікке шығыңыз");
        await page.GetByText("Fits one frame").WaitForAsync();
        Assert.Contains("34 characters", await page.Locator("#preview").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByLabel("What happens").SelectOptionAsync(new SelectOptionValue { Label = "Flood" });
        await page.GetByLabel("One zone").CheckAsync();
        await page.Locator("#zone").FillAsync("3");
        await page.Locator("#port").SelectOptionAsync(served.Ports[0]);
        await visitor.PressAsync("Look it over");
        Assert.Contains("Zone 3", await page.Locator(".review").InnerTextAsync(), StringComparison.Ordinal);
        await visitor.PictureAsync("review");

        await page.Locator("#passphrase").FillAsync("wrong");
        await visitor.PressAsync("Sign and send to every node");
        Assert.Contains("passphrase", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await visitor.PictureAsync("wrong-passphrase");
        await page.Locator("#passphrase").FillAsync(Technician.Passphrase);
        await visitor.PressAsync("Sign and send to every node");
        Assert.Contains("roof-0", await visitor.WorkAsync(), StringComparison.Ordinal);
        await visitor.PictureAsync("work-sent");
        Assert.True(await Technician.ComesTrueAsync(served.Ports[1], n => n.GetProperty("texts").GetInt32() > before), "the other node does not show it");

        await visitor.GoAsync("/");
        await page.Locator(".alert .text", new() { HasText = "биікке" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Update", Exact = true }).First.ClickAsync();
        Assert.Equal("04", await page.Locator("#event").InputValueAsync());
        await page.GetByLabel("Text of the alert").FillAsync("Вода спадает");
        await page.Locator("#port").SelectOptionAsync(served.Ports[0]);
        await ConfirmAsync(visitor);
        await visitor.GoAsync("/");
        await page.Locator(".alert .text", new() { HasText = "Вода спадает" }).WaitForAsync();
        Assert.Equal(0, await page.Locator(".alert .text", new() { HasText = "биікке" }).CountAsync());
        await visitor.PictureAsync("overview-alert");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel", Exact = true }).First.ClickAsync();
        await page.Locator("#port").SelectOptionAsync(served.Ports[0]);
        await ConfirmAsync(visitor);

        JsonElement[] alerts = [.. (await served.Technician.JsonAsync("alert", "list")).EnumerateArray()];
        Assert.Equal(["cancel", "update", "alert"], alerts.Take(3).Select(a => a.GetProperty("kind").GetString()));
        Assert.All(alerts.Take(3), a => Assert.Equal(("sent", "flood"), (a.GetProperty("state").GetString(), a.GetProperty("event").GetString())));
        Assert.DoesNotContain(visitor.Complaints, c => !c.Contains("422", StringComparison.Ordinal));
        Assert.Empty(visitor.Strangers);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_said_while_it_is_written_and_never_signed()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        IPage page = visitor.Page;
        await visitor.GoAsync("/send");
        await page.GetByLabel("Text of the alert").FillAsync(new string('ӝ', 400));
        await page.GetByText("Too long by").WaitForAsync();
        await visitor.PictureAsync("too-long");
        await visitor.PressAsync("Look it over");

        Assert.Contains("bytes", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(new string('ӝ', 400), await page.GetByLabel("Text of the alert").InputValueAsync());
    }

    [Fact]
    public async Task A_message_goes_to_the_group_without_a_passphrase()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "ru" });
        await visitor.GoAsync("/message");
        await visitor.Page.GetByLabel("Текст сообщения").FillAsync("Нан бар");
        await visitor.Page.Locator("#port").SelectOptionAsync(served.Ports[1]);
        await visitor.PressAsync("Проверить");
        await visitor.PressAsync("Отправить группе");

        Assert.Equal("Сообщение передаётся.", await visitor.WorkAsync());
    }

    [Fact]
    public async Task A_board_becomes_a_node_is_read_back_gets_its_site_and_a_label()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        IPage page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Make it a node of the network" }).ClickAsync();
        Assert.Equal(served.Ports[2], await page.Locator("#port").InputValueAsync());
        await page.GetByLabel("Name of the node").FillAsync("roof-12");
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("Абай 10, шатыр");
        await page.GetByLabel("Latitude in degrees").FillAsync("943,2");
        await page.Locator("#passphrase").FillAsync(Technician.Passphrase);
        await visitor.PressAsync("Give it its keys");
        Assert.Contains("943,2", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("roof-12", await page.GetByLabel("Name of the node").InputValueAsync());
        Assert.Equal(string.Empty, await page.Locator("#passphrase").InputValueAsync());

        await page.GetByLabel("Latitude in degrees").FillAsync("43,2389");
        await page.Locator("#passphrase").FillAsync(Technician.Passphrase);
        await visitor.PressAsync("Give it its keys");
        Assert.Contains("roof-12", await visitor.WorkAsync(), StringComparison.Ordinal);
        await visitor.PictureAsync("provisioned");
        IDownload label = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Label for the box (PDF)" }).ClickAsync());
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(await File.ReadAllBytesAsync(await label.PathAsync(), TestContext.Current.CancellationToken), 0, 4));

        JsonElement node = (await served.Technician.JsonAsync("network", "show")).GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("name").GetString() == "roof-12");
        Assert.Equal("verified", node.GetProperty("state").GetString());
        Assert.Equal(("Абай 10, шатыр", 43.2389), (node.GetProperty("site").GetProperty("place").GetString(), node.GetProperty("site").GetProperty("latitude").GetDouble()));
        Assert.True((await Technician.IdentifyAsync(served.Ports[2])).GetProperty("provisioned").GetBoolean());
    }

    [Fact]
    public async Task The_log_of_a_node_is_read_filtered_and_taken_away()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        IPage page = visitor.Page;
        await visitor.GoAsync("/logs");
        await page.Locator("summary", new() { HasText = "Read the log of a node" }).ClickAsync();
        await page.Locator("#port").SelectOptionAsync(served.Ports[0]);
        await page.Locator("#passphrase").FillAsync(Technician.Passphrase);
        await visitor.PressAsync("Read the log of a node");
        Assert.StartsWith("Read ", await visitor.WorkAsync(), StringComparison.Ordinal);

        await visitor.GoAsync("/logs");
        await page.GetByLabel("Node", new() { Exact = true }).SelectOptionAsync("roof-0");
        await page.Locator("#code").SelectOptionAsync("Provisioned");
        await visitor.PressAsync("Show");
        await visitor.PictureAsync("logs-filtered");
        Assert.Contains("Got keys", Assert.Single(await page.Locator("tbody tr").AllInnerTextsAsync()), StringComparison.Ordinal);
        IDownload csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as a table (CSV)" }).ClickAsync());
        string[] lines = await File.ReadAllLinesAsync(await csv.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("roof-0,", lines[1], StringComparison.Ordinal);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Names_are_shown_once_the_passphrase_was_given_and_the_site_of_a_node_is_noted()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "kk" });
        IPage page = visitor.Page;
        await visitor.OpenKeysAsync();
        await page.GetByText("Medics").WaitForAsync();
        Assert.Equal("Қалқан Алматы", await page.Locator(".community").InnerTextAsync());
        await visitor.PictureAsync("network-open");
        await visitor.GoAsync("/nodes");
        await page.GetByRole(AriaRole.Link, new() { Name = "roof-1", Exact = true }).ClickAsync();
        await page.GetByLabel("Антенна", new() { Exact = true }).FillAsync("whip 3 dBi");
        await visitor.PressAsync("Сақтау");
        await page.GetByText("Сақталды.").WaitForAsync();
        await visitor.PictureAsync("node");
        Assert.Equal("whip 3 dBi", await page.GetByLabel("Антенна", new() { Exact = true }).InputValueAsync());
    }

    [Fact]
    public async Task Without_scripts_an_alert_can_still_be_sent()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en", JavaScriptEnabled = false });
        await visitor.GoAsync("/send");
        await visitor.Page.GetByLabel("Text of the alert").FillAsync("The bridge is open again");
        await visitor.Page.GetByLabel("This is a drill").CheckAsync();
        await visitor.Page.Locator("#port").SelectOptionAsync(served.Ports[0]);
        await ConfirmAsync(visitor);
    }

    [Fact]
    public async Task An_alert_can_be_sent_by_keyboard_alone()
    {
        Visitor visitor = await served.VisitAsync(new() { Locale = "en" });
        IPage page = visitor.Page;
        await visitor.GoAsync("/send");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await FocusedAsync(page));
        await TabToAsync(page, "text");
        await page.Keyboard.TypeAsync("Bread at the school");
        await TabToAsync(page, "exercise");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "port");
        await TabToAsync(page, "Look it over");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#passphrase").WaitForAsync();
        await TabToAsync(page, "passphrase");
        await page.Keyboard.TypeAsync(Technician.Passphrase);
        await TabToAsync(page, "Sign and send to every node");
        await page.Keyboard.PressAsync("Enter");
        Assert.DoesNotContain("refused", await visitor.WorkAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(await page.Locator("#say").InnerTextAsync());
    }

    /// <summary>Looks over what was written, gives the passphrase, and sees the alert accepted.</summary>
    private static async Task ConfirmAsync(Visitor visitor)
    {
        await visitor.PressAsync("Look it over");
        await visitor.Page.Locator("#passphrase").FillAsync(Technician.Passphrase);
        await visitor.PressAsync("Sign and send to every node");
        await visitor.WorkAsync();
        Assert.Equal(0, await visitor.Page.Locator("#work .alarm").CountAsync());
    }

    private static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim()");

    private static async Task TabToAsync(IPage page, string target)
    {
        for (int i = 0; i < 40 && await FocusedAsync(page) != target; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal(target, await FocusedAsync(page));
    }
}

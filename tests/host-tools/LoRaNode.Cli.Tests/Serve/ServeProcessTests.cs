using LoRaNode.Cli.Tests.Process;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>The command itself: how it starts, what it refuses, how it ends.</summary>
public sealed class ServeProcessTests(ServedCommunity served)
{
    [Theory]
    [InlineData("--allow-remote", "--listen", "0.0.0.0")]
    [InlineData("192.168.1.20", "--listen", "kitchen")]
    [InlineData("65535", "--port", "70000")]
    public async Task What_cannot_be_listened_at_gets_one_line_that_says_what_to_do(string hint, string option, string value)
    {
        await served.StartAsync();
        ToolResult result = await new Tool().WithAsync("serve", "--network", served.Technician.Network, option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(hint, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_folder_without_a_community_are_said()
    {
        await served.StartAsync();
        using ServeProcess server = await ServeProcess.StartAsync(served.Technician.Network);
        ToolResult taken = await new Tool().WithAsync("serve", "--network", served.Technician.Network, "--port", $"{new Uri(server.Origin).Port}");
        ToolResult nowhere = await new Tool().WithAsync("serve", "--network", served.Technician.File("nowhere"), "--port", "0");

        Assert.Equal((2, 2), (taken.ExitCode, nowhere.ExitCode));
        Assert.Contains("--port 0", Assert.Single(taken.ErrorLines), StringComparison.Ordinal);
        Assert.Single(nowhere.ErrorLines);
    }

    [Fact]
    public async Task Interrupting_ends_it_with_success_and_lets_a_browser_that_looks_come_to_an_end()
    {
        await served.StartAsync();
        using ServeProcess server = await ServeProcess.StartAsync(served.Technician.Network);
        using var client = new HttpClient();
        using HttpResponseMessage page = await client.GetAsync(server.Url, TestContext.Current.CancellationToken);
        using HttpResponseMessage live = await client.GetAsync(server.Origin + "/live/overview", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", live.Content.Headers.ContentType?.MediaType);

        server.Program.Interrupt();

        // A line that the server cuts, because it lost its patience with the browser, ends this with an exception.
        await live.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        Assert.Equal(0, await server.Program.EndAsync());
        Assert.Empty(await server.Program.Error.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Other_computers_are_served_encrypted_with_a_certificate_whose_fingerprint_is_printed()
    {
        await served.StartAsync();
        using ServeProcess server = await ServeProcess.StartAsync(served.Technician.Network, "--listen", "0.0.0.0", "--allow-remote");
        Assert.StartsWith("https://", server.Url, StringComparison.Ordinal);
        string? seen = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                seen = certificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
                return true;
            },
            AllowAutoRedirect = false,
        };
        using var client = new HttpClient(handler);
        using HttpResponseMessage answer = await client.GetAsync(server.Url, TestContext.Current.CancellationToken);

        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(server.Announced.GetProperty("certificateSha256").GetString(), seen);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>A gateway between a node on a pseudo-terminal and the system's own MQTT broker.</summary>
public sealed class GatewayProcessTests
{
    [Fact]
    public async Task Logs_and_alerts_go_out_signed_alerts_come_in_and_restarts_lose_and_double_nothing()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 2);
        await using Mosquitto broker = await Mosquitto.StartAsync(technician.File("broker"));
        await broker.ListenAsync();
        string[] line = ["gateway", "run", "--port", tray.Ports[0], "--broker", $"mqtt://127.0.0.1:{broker.Port}"];
        using (RunningProgram gateway = new Tool().Start(line))
        {
            Assert.True(await Eventually.IsTrueAsync(() => IsOnline(broker) && broker.Heard("/log").Length > 1), "no status, no log");

            // Somebody else's alert and message, by radio: the alert goes out, the message does not. Records are sealed.
            await technician.JsonAsync("message", "send", "тек бізге", "--wait", "0", "--port", tray.Ports[1]);
            await technician.JsonAsync("alert", "send", "Су көтеріліп жатыр", "--event", "flood", "--wait", "0", "--port", tray.Ports[1]);
            Assert.True(await Eventually.IsTrueAsync(() => broker.Heard("/alerts").Length == 1), "the alert does not come out");
            JsonElement alert = broker.Heard("/alerts")[0];
            Assert.Equal(("Су көтеріліп жатыр", "flood"), (alert.GetProperty("text").GetString(), alert.GetProperty("event").GetString()));
            Assert.Contains(broker.Heard("/log"), r => r.TryGetProperty("record", out JsonElement record) && record.GetBytesFromBase64().Length == 40);
            Assert.All(broker.Heard("/log"), r => Assert.False(r.TryGetProperty("code", out _)));

            // A forged and a malformed one come back refused.
            byte[] forged = alert.GetProperty("payload").GetBytesFromBase64();
            forged[^70] ^= 1;
            await broker.PublishAsync(broker.Beside("/send"), [1, 2, 3]);
            await broker.PublishAsync(broker.Beside("/send"), forged);
            Assert.True(await Eventually.IsTrueAsync(() => broker.Heard("/sent").Length == 2), "no outcome");
            Assert.All(broker.Heard("/sent"), s => Assert.False(s.GetProperty("sent").GetBoolean()));
            Assert.Equal("malformed", broker.Heard("/sent")[0].GetProperty("reason").GetString());
            gateway.Interrupt();
            Assert.Equal(0, await gateway.EndAsync());
        }

        Assert.True(await Eventually.IsTrueAsync(() => !broker.Heard("/status")[^1].GetProperty("online").GetBoolean()), "it does not say that it goes");

        // Given to the broker while the gateway is away; then the broker itself restarts.
        await broker.PublishAsync(broker.Beside("/send"), SignedAlert(technician.Network, "Көпір жабық"));
        await broker.StopAsync();
        await broker.StartAgainAsync();
        await broker.ListenAsync();
        using RunningProgram again = new Tool().Start([.. line, "--json"]);
        Assert.True(await Eventually.IsTrueAsync(() => broker.Heard("/sent").Any(s => s.GetProperty("sent").GetBoolean())), "what waited is not sent");
        Assert.True(await Technician.ComesTrueAsync(tray.Ports[1], n => n.GetProperty("texts").GetInt32() == 3), "the other node does not show it");
        again.Interrupt();
        await again.EndAsync();
        using var counts = JsonDocument.Parse(await again.Output.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, counts.RootElement.GetProperty("sent").GetInt32());
        uint[] numbers = [.. broker.Heard("/log").Select(r => r.GetProperty("number").GetUInt32())];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(n => (uint)n), numbers.Order());
        Assert.DoesNotContain("тек бізге", broker.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_with_users_is_entered_with_a_password_only_and_a_killed_gateway_leaves_its_last_will()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.ProvisionedAsync(technician, 2);
        await File.WriteAllTextAsync(technician.File("secret"), "tower\n", TestContext.Current.CancellationToken);
        string users = technician.File("users");
        using (RunningProgram add = ServerProcess.Start(
            ServerProcess.Find("mosquitto", "mosquitto_passwd", "/usr/bin", "/usr/local/bin"), null, "-b", "-c", users, "city", "tower"))
        {
            Assert.Equal(0, await add.EndAsync());
        }

        await using Mosquitto broker = await Mosquitto.StartAsync(technician.File("broker"), $"allow_anonymous false\npassword_file {users}\n");
        await broker.ListenAsync("city", "tower");
        string[] line = ["gateway", "run", "--port", tray.Ports[0], "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--user", "city"];
        ToolResult refused = await new Tool().In("LORANODE_MQTT_PASSWORD", "wrong").WithAsync(line);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("city", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);

        using RunningProgram gateway = new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase).Start(
            [.. line, "--password-file", technician.File("secret"), "--network", technician.Network, "--open-log"]);
        Assert.True(await Eventually.IsTrueAsync(() => IsOnline(broker)), "no status");
        Assert.True(await Eventually.IsTrueAsync(() => broker.Heard("/log").Any(r => r.TryGetProperty("code", out JsonElement code) && code.GetString() == "provisioned")), "no opened record");
        gateway.Kill();
        Assert.True(await Eventually.IsTrueAsync(() => !broker.Heard("/status")[^1].GetProperty("online").GetBoolean()), "no last will");
    }

    [Fact]
    public async Task Through_TLS_only_a_broker_is_believed_whose_authority_is_known()
    {
        using var folder = new TemporaryFolder();
        (string authority, string settings) = Certificates(folder);
        await using Mosquitto broker = await Mosquitto.StartAsync(folder.File("broker"), second: settings);
        await broker.ListenAsync();
        string[] line = ["gateway", "run", "--port", "virtual:" + folder.File("board"), "--broker", $"mqtts://localhost:{broker.SecondPort}"];
        ToolResult stranger = await Tool.RunAsync(line);
        Assert.Equal(2, stranger.ExitCode);
        Assert.Contains("--ca", Assert.Single(stranger.ErrorLines), StringComparison.Ordinal);

        using RunningProgram known = new Tool().Start([.. line, "--ca", authority]);
        Assert.True(await Eventually.IsTrueAsync(() => IsOnline(broker)), "no status");
        known.Interrupt();
        Assert.Equal(0, await known.EndAsync());
    }

    [Fact]
    public async Task A_broker_that_was_never_reached_is_no_success()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await Tool.RunAsync(
            "gateway", "run", "--port", "virtual:" + folder.File("board"), "--broker", $"mqtt://127.0.0.1:{ServerProcess.FreePort()}", "--for", "1");

        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("--broker", "http://host")]
    [InlineData("--broker", "mqtt://host", "--topic", "a/#")]
    [InlineData("--broker", "mqtts://host", "--ca", "nowhere.pem")]
    public async Task A_wrong_word_gets_one_line_and_exit_code_2(params string[] words)
    {
        ToolResult result = await Tool.RunAsync(["gateway", "run", "--port", "virtual:nowhere", .. words]);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    /// <summary>An authority, and what a broker needs that it vouches for.</summary>
    private static (string Authority, string Settings) Certificates(TemporaryFolder folder)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = server.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        File.WriteAllText(folder.File("ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(folder.File("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("server.key"), key.ExportPkcs8PrivateKeyPem());
        return (folder.File("ca.pem"), $"certfile {folder.File("server.pem")}\nkeyfile {folder.File("server.key")}\n");
    }

    private static bool IsOnline(Mosquitto broker) => broker.Heard("/status").Any(s => s.GetProperty("online").GetBoolean());

    /// <summary>An alert signed on a computer that has no node.</summary>
    private static byte[] SignedAlert(string network, string text)
    {
        using Community community = Community.Open(network, Technician.Passphrase);
        using Issuer issuer = community.OpenIssuer(1);
        byte[] encoded = new TextCoding().Encode(text, out ContentLanguage language);
        var draft = new AlertDraft(0x61, AlertUrgency.Immediate, AlertSeverity.Severe, AlertCertainty.Observed, language, TimeSpan.FromHours(6));
        return issuer.SignAlert(draft, encoded, DateTimeOffset.UtcNow);
    }
}

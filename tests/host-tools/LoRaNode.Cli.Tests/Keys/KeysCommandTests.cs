using System.Text.Json;
using LoRaNode.Cli.Tests.CommandLine;

namespace LoRaNode.Cli.Tests.Keys;

public class KeysCommandTests
{
    [Fact]
    public async Task A_community_lives_from_its_founding_to_its_restoration_on_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var desk = new Desk(folder);
        JsonElement founded = await desk.JsonAsync("keys", "create", "--name", "Алатау");
        Assert.Equal(16, founded.GetProperty("identifier").GetString()!.Length);

        JsonElement medics = await desk.JsonAsync("keys", "issuer", "certify", "--name", "Дәрігерлер", "--scope", "health,rescue", "--days", "90", "--out", folder.File("medics.hex"));
        Assert.Equal(1, medics.GetProperty("slot").GetInt32());
        Assert.Equal(medics.GetProperty("statements")[0].GetString(), (await File.ReadAllLinesAsync(folder.File("medics.hex"), TestContext.Current.CancellationToken))[0]);

        JsonElement shown = await desk.JsonAsync("keys", "show");
        Assert.Equal("rescue,health", shown.GetProperty("issuers")[0].GetProperty("scope").GetString());
        Assert.True(shown.GetProperty("hasRoot").GetBoolean());

        // Split and removed, the root signs nothing; two of three shares bring it back.
        JsonElement split = await desk.JsonAsync("keys", "split", "--remove");
        JsonElement shares = split.GetProperty("shares");
        Assert.Equal(3, shares.GetArrayLength());
        (int code, string output, string error) = await desk.RunAsync("keys", "epoch", "--json");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Contains("root.key", error, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(folder.File("1.txt"), Lines(shares[0]), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.File("3.txt"), shares[2].GetProperty("qr").GetString(), TestContext.Current.CancellationToken);
        await desk.JsonAsync("keys", "combine", folder.File("1.txt"), folder.File("3.txt"));

        JsonElement epoch = await desk.JsonAsync("keys", "epoch");
        Assert.Equal(1, epoch.GetProperty("epoch").GetInt32());
        Assert.Equal(1, epoch.GetProperty("frames").GetInt32());
        Assert.True(epoch.GetProperty("airtimeMs").GetDouble() > 100);
        await desk.JsonAsync("keys", "issuer", "revoke", "1");
        shown = await desk.JsonAsync("keys", "show");
        Assert.True(shown.GetProperty("issuers")[0].GetProperty("revoked").GetBoolean());
        Assert.Equal(1, shown.GetProperty("epoch").GetInt32());
    }

    [Fact]
    public async Task A_paper_with_a_slip_names_the_line()
    {
        using var folder = new TemporaryFolder();
        var desk = new Desk(folder);
        await desk.JsonAsync("keys", "create", "--name", "A");
        string[] lines = Lines(await desk.JsonAsync("keys", "backup"));
        lines[2] = lines[2].Replace(lines[2][3], lines[2][3] == '7' ? '8' : '7');
        await File.WriteAllLinesAsync(folder.File("root.txt"), lines, TestContext.Current.CancellationToken);
        (int code, _, string error) = await desk.RunAsync("keys", "restore", folder.File("root.txt"));
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("3", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "issuer", "certify", "--name", "X", "--scope", "everything")]
    [InlineData("keys", "issuer", "certify", "--name", "X", "--public-key", "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("keys", "issuer", "revoke", "7")]
    [InlineData("keys", "epoch", "--exclude", "nobody")]
    [InlineData("keys", "epoch", "--grace-minutes", "0")]
    [InlineData("keys", "backup", "--issuer", "300")]
    [InlineData("keys", "restore", "nowhere.txt")]
    [InlineData("keys", "create", "--name", "Again")]
    public async Task What_cannot_be_done_gives_one_line_and_exit_code_2(params string[] line)
    {
        using var folder = new TemporaryFolder();
        var desk = new Desk(folder);
        await desk.JsonAsync("keys", "create", "--name", "A");
        (int code, string output, string error) = await desk.RunAsync(line);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Root_and_issuer_keep_working_under_a_new_passphrase_and_the_old_one_opens_nothing()
    {
        using var folder = new TemporaryFolder();
        var desk = new Desk(folder);
        await desk.JsonAsync("keys", "create", "--name", "A");
        await desk.JsonAsync("keys", "issuer", "certify", "--name", "Medics", "--scope", "health");
        await File.WriteAllTextAsync(folder.File("new"), "басқа сөздер\n", TestContext.Current.CancellationToken);

        JsonElement changed = await desk.JsonAsync("keys", "passphrase", "--new-passphrase-file", folder.File("new"));

        Assert.Equal(3, changed.GetProperty("changed").GetInt32());
        (int code, string output, string error) = await desk.RunAsync("keys", "show");
        Assert.Equal((ExitCode.Usage, string.Empty), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
        await File.WriteAllTextAsync(folder.File("passphrase"), "басқа сөздер\n", TestContext.Current.CancellationToken);
        await desk.JsonAsync("keys", "epoch");
        await desk.JsonAsync("keys", "backup", "--issuer", "1");
        Assert.Equal(0, (await desk.JsonAsync("keys", "passphrase", "--new-passphrase-file", folder.File("new"))).GetProperty("changed").GetInt32());
        Assert.DoesNotContain(Directory.GetFiles(folder.File("network")), f => f.Contains(".rekeyed", StringComparison.Ordinal));
    }

    private static string[] Lines(JsonElement paper) => [.. paper.GetProperty("lines").EnumerateArray().Select(l => l.GetString()!)];

    /// <summary>A person's desk: a community's folder and a file with the passphrase.</summary>
    private sealed class Desk
    {
        private readonly string _folder;
        private readonly string _passphrase;

        public Desk(TemporaryFolder folder)
        {
            _folder = folder.File("network");
            _passphrase = folder.File("passphrase");
            File.WriteAllText(_passphrase, "төрт сөзден тұратын тіркес\n");
        }

        public async Task<JsonElement> JsonAsync(params string[] line)
        {
            (int code, string output, string error) = await RunAsync([.. line, "--json"]);
            Assert.True(code == ExitCode.Success, error);
            using var document = JsonDocument.Parse(output);
            return document.RootElement.Clone();
        }

        public Task<(int Code, string Output, string Error)> RunAsync(params string[] line) =>
            CliHarness.WordsAsync([.. line, "--network", _folder, "--passphrase-file", _passphrase]);
    }
}

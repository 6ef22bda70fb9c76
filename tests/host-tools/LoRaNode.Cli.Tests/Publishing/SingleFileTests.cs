using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Publishing;

/// <summary>The one file that technicians get. Building it takes minutes, so that it is tested where everything is: in CI.</summary>
public sealed class SingleFileTests
{
    [Fact]
    public async Task One_file_without_an_installed_runtime_does_what_needs_native_code()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "Set CI=true to build and try the single file; it takes some minutes.");
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The file is built for linux-x64.");
        using var folder = new TemporaryFolder();
        (int code, string output) = await RunAsync(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "host-tools", "LoRaNode.Cli"), "-c", "Release", "-r", "linux-x64", "-p:UseArtifactsOutput=true",
                "--artifacts-path", folder.File("build"), "-o", folder.File("out")]);
        Assert.True(code == 0, output);
        string tool = Assert.Single(Directory.GetFiles(folder.File("out")));

        // Argon2id and Ed25519 by libsodium, the database by SQLite, a picture by Skia, the firmware's own checks.
        string network = folder.File("network");
        Assert.Equal(0, (await RunAsync(tool, ["network", "create", "--network", network, "--name", "City", "--issuer", "Medics"])).Code);
        Assert.Equal(0, (await RunAsync(tool, ["node", "provision", "--network", network, "--name", "a", "--port", "virtual:" + folder.File("v")])).Code);
        Assert.Equal(0, (await RunAsync(tool, ["node", "labels", "--network", network, "--out", folder.File("labels.png")])).Code);
        Assert.True(new FileInfo(folder.File("labels.png")).Length > 1_000);
        JsonElement test = JsonDocument.Parse((await RunAsync(tool, ["node", "selftest", "--json"])).Output).RootElement;
        Assert.Equal((12, 0), (test.GetProperty("passed").GetInt32(), test.GetProperty("failed").GetInt32()));
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LORANODE_PASSPHRASE"] = "correct horse";
        if (program != "dotnet")
        {
            start.Environment.Remove("DOTNET_ROOT");
        }

        using var run = new RunningProgram(start);
        Task<string> error = run.Error.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await run.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        int code = await run.EndAsync();
        return (code, code == 0 ? output : output + await error);
    }
}

using System.Globalization;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Reading a long log, with Ctrl-C at any point.</summary>
public sealed class InterruptedPullTests
{
    private const int Records = 1_500;

    [Fact]
    public async Task What_came_before_ctrl_c_is_kept_and_the_next_run_goes_on_from_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Technician technician = await Technician.WithNetworkAsync();
        string boards = technician.File("boards");
        await ProvisionWithLongLogAsync(technician, boards);
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(boards, 1, "--bad-cables", "0");
        var chance = new Random(1);
        var kept = new List<int>();
        int exitCode = -1;
        while (exitCode != ExitCode.Success)
        {
            exitCode = await PullAsync(technician, tray.Ports[0], TimeSpan.FromMilliseconds(chance.Next(500, 1500) * (kept.Count + 1)));
            Assert.True(exitCode is ExitCode.Success or ExitCode.Interrupted, $"exit code {exitCode}");
            uint[] numbers = Numbers(technician);
            Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => (uint)i), numbers);
            Assert.True(kept.Count == 0 || numbers.Length >= kept[^1]);
            kept.Add(numbers.Length);
            Assert.True(kept.Count < 40, "it never ends");
        }

        Assert.True(kept[^1] >= Records, $"{kept[^1]} records");
        Assert.Contains(kept[..^1], count => count > 0 && count < kept[^1]);
        Assert.Equal(0, (await technician.JsonAsync("logs", "pull", "--again", "--port", tray.Ports[0])).GetProperty("sealed").GetInt32());
    }

    private static async Task ProvisionWithLongLogAsync(Technician technician, string boards)
    {
        using (VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(boards, 1))
        {
            await technician.DoneAsync("node", "provision", "--port", tray.Ports[0], "--name", "a");
        }

        // What a node notes in weeks on a roof.
        var log = new NodeLog(new FolderStorage(Path.Combine(boards, "node-01")), 1, 0);
        for (int i = 0; i < Records; i++)
        {
            log.Write(LogCode.Relayed, i, i, i);
        }
    }

    private static async Task<int> PullAsync(Technician technician, string port, TimeSpan until)
    {
        using System.Diagnostics.Process process = new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase)
            .Start("logs", "pull", "--port", port, "--network", technician.Network);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        if (!process.WaitForExit(until))
        {
            using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        return process.ExitCode;
    }

    private static uint[] Numbers(Technician technician)
    {
        using CommunityStore store = CommunityStore.Open(technician.Network);
        return [.. store.Logs(new LogFilter()).Select(l => l.Number)];
    }
}

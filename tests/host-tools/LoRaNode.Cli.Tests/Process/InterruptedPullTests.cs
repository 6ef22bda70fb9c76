using System.Text.Json;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Store;
using LoRaNode.Host.Tests.Servers;
using LoRaNode.Node.Log;
using LoRaNode.Node.Storage;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Reading a long log, with Ctrl-C at any point.</summary>
public sealed class InterruptedPullTests
{
    // The first of them make room for the last.
    private const int Records = 2_200;
    private const int LeastKept = 1_500;

    private const int EarlyBytes = 15_000;

    // About a thousand records: more than what is stored in one transaction, less than the log.
    private const int MiddleBytes = 60_000;

    [Fact]
    public async Task What_came_before_ctrl_c_is_kept_and_the_next_run_goes_on_from_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using Technician technician = await Technician.WithNetworkAsync();
        string boards = technician.File("boards");
        await ProvisionWithLongLogAsync(technician, boards);
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(boards, 1);
        using var cable = new BadCable(tray.Ports[0], SerialCable.Baud, CableFaults.None, seed: 1);
        var chance = new Random(1);
        int kept = 0;

        // At once, and at three places before anything is stored while it runs.
        foreach (int bytes in new[] { 0, chance.Next(EarlyBytes), chance.Next(EarlyBytes), chance.Next(EarlyBytes) })
        {
            long end = cable.BytesToHost + bytes;
            kept = await InterruptAsync(technician, cable, bytes, kept, () => cable.BytesToHost >= end);
        }

        // In the middle: some was stored while it ran. What the node still had to say to the one before is let past first.
        cable.HoldAfterBytes = long.MaxValue;
        await Technician.IdentifyAsync(cable.Path);
        int before = kept;
        kept = await InterruptAsync(technician, cable, MiddleBytes, kept, () => Numbers(technician).Length > before);
        Assert.InRange(kept, before + 1, LeastKept - 1);

        cable.HoldAfterBytes = long.MaxValue;
        JsonElement rest = await technician.JsonAsync("logs", "pull", "--port", cable.Path);
        Assert.Equal(InOrder(technician).Length - kept, rest.GetProperty("read").GetInt32());
        Assert.True(InOrder(technician).Length > LeastKept);
        Assert.Equal(0, (await technician.JsonAsync("logs", "pull", "--again", "--port", cable.Path)).GetProperty("sealed").GetInt32());
    }

    /// <summary>Lets so many bytes come and sends Ctrl-C when it is time; how many records are stored then, which are all from the first on.</summary>
    private static async Task<int> InterruptAsync(Technician technician, BadCable cable, int bytes, int kept, Func<bool> isTime)
    {
        Assert.Equal(ExitCode.Interrupted, await PullUntilAsync(technician, cable, bytes, isTime));
        int stored = InOrder(technician).Length;
        Assert.True(stored >= kept, $"{stored} records after {kept}");
        return stored;
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

    private static async Task<int> PullUntilAsync(Technician technician, BadCable cable, int bytes, Func<bool> isTime)
    {
        cable.HoldAfterBytes = cable.BytesToHost + bytes;
        using RunningProgram pull = new Tool().In("LORANODE_PASSPHRASE", Technician.Passphrase)
            .Start("logs", "pull", "--port", cable.Path, "--network", technician.Network);
        pull.Input.Close();
        while (!isTime())
        {
            if (pull.HasExited)
            {
                Assert.Fail($"It ended before it was interrupted, after {cable.BytesToHost} of {cable.HoldAfterBytes} bytes: {await pull.Error.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            }

            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        pull.Interrupt();
        int exitCode = await pull.EndAsync();
        Assert.DoesNotContain("   at ", await pull.Error.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        return exitCode;
    }

    private static uint[] InOrder(Technician technician)
    {
        uint[] numbers = Numbers(technician);
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => numbers[0] + (uint)i), numbers);
        return numbers;
    }

    private static uint[] Numbers(Technician technician)
    {
        using CommunityStore store = CommunityStore.Open(technician.Network);
        return [.. store.Logs(new LogFilter()).Select(l => l.Number)];
    }
}

using System.Diagnostics;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The node for a Raspberry Pi: its whole program on simulated hats, and what it says where there is none.</summary>
public sealed class LinuxNodeTests
{
    private const string Hat = "rpi-adafruit-bonnet";

    [Fact]
    public async Task Without_a_hat_the_program_says_in_one_line_what_is_missing()
    {
        Assert.SkipWhen(File.Exists("/dev/spidev0.1"), "This machine has an SPI device.");
        using var technician = new Technician();
        ToolResult result = await Tool.RunAsync("node", "run", "--board", Hat, "--folder", technician.File("node"));

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains("/dev/spidev0.1", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Two_of_them_are_provisioned_over_their_terminals_and_hear_each_other_also_after_a_restart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pseudo-terminals as on a Raspberry Pi.");
        using Technician technician = await Technician.WithNetworkAsync();
        using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        using LinuxNode.LinuxNode first = bench.Node(technician.File("first"));
        using LinuxNode.LinuxNode second = bench.Node(technician.File("second"));
        Thread[] threads = [Start(first), Start(second)];
        try
        {
            await technician.DoneAsync("node", "provision", "--port", Port(first), "--name", "first", "--radio-test", "0");
            await technician.DoneAsync("node", "provision", "--port", Port(second), "--name", "second", "--radio-test", "0");
            await technician.DoneAsync("message", "send", "Су бар", "--wait", "0", "--port", Port(first));
            Assert.True(await Technician.ComesTrueAsync(Port(second), node => node.GetProperty("texts").GetInt32() == 1));

            ToolResult reboot = await Tool.RunAsync("node", "reboot", "--port", Port(second));
            Assert.Equal(ExitCode.Success, reboot.ExitCode);
            Assert.True(await Technician.ComesTrueAsync(Port(second), node => node.GetProperty("boots").GetInt32() == 2 && node.GetProperty("texts").GetInt32() == 1));
        }
        finally
        {
            await stop.CancelAsync();
            Assert.All(threads, thread => Assert.True(thread.Join(5_000)));
        }

        Thread Start(LinuxNode.LinuxNode node)
        {
            var thread = new Thread(() => node.Run(stop.Token)) { IsBackground = true };
            thread.Start();
            return thread;
        }
    }

    private static string Port(LinuxNode.LinuxNode node) => "line:" + node.Port;

    /// <summary>An air in which simulated time is this machine's, with hats on it. Whoever touches a chip has the lock.</summary>
    private sealed class Bench : IDisposable
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly SimulatedTime _time = new();
        private readonly Air _air;
        private readonly Lock _lock = new();
        private readonly Timer _timer;

        public Bench()
        {
            _air = new Air(_time, new UniformLoss(100));
            _timer = new Timer(_ => Locked(() => true), null, 0, 1);
        }

        public LinuxNode.LinuxNode Node(string folder)
        {
            var hat = new HatDouble(this, new VirtualSx127x(_air));
            return new LinuxNode.LinuxNode(new Sx127xRadio(hat, hat, new Sx127xOptions()), hat.Raised, folder);
        }

        public T Locked<T>(Func<T> action)
        {
            lock (_lock)
            {
                _time.RunUntil((long)Stopwatch.GetElapsedTime(_started).TotalMicroseconds);
                return action();
            }
        }

        public void Dispose()
        {
            using var ended = new ManualResetEvent(false);
            _timer.Dispose(ended);
            ended.WaitOne();
        }
    }

    /// <summary>A chip behind a kernel: its bus and its pins, from any thread.</summary>
    private sealed class HatDouble : IRadioBus, IRadioPins
    {
        private readonly Bench _bench;
        private readonly VirtualSx127x _chip;

        public HatDouble(Bench bench, VirtualSx127x chip)
        {
            _bench = bench;
            _chip = chip;
            chip.PinChanged += (pin, high) => _ = pin == 0 && high && Raised.Set();
        }

        public AutoResetEvent Raised { get; } = new(false);

        public bool HasReset => true;

        public bool HasInterrupt => true;

        public void Transfer(byte[] write, byte[] read, int length) => _bench.Locked(() =>
        {
            _chip.Transfer(write.AsSpan(0, length), read.AsSpan(0, length));
            return true;
        });

        public void SetReset(bool asserted) => _bench.Locked(() =>
        {
            _chip.SetReset(asserted);
            return true;
        });

        public bool ReadInterrupt() => _bench.Locked(() => _chip.ReadPin(0));

        public void Wait(int microseconds) => Thread.Sleep(1 + (microseconds / 1000));
    }
}

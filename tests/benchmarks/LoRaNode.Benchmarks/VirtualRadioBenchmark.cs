using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Benchmarks;

/// <summary>Time and memory that register-level chips and their air take for a city that talks all the time.</summary>
internal static class VirtualRadioBenchmark
{
    private const int FrameBytes = 100;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var chips = new Option<int>("--chips") { Description = "Number of chips.", DefaultValueFactory = _ => 30 };
        var minutes = new Option<int>("--minutes") { Description = "Simulated minutes.", DefaultValueFactory = _ => 10 };
        var command = new Command("virtual-radio", "CPU time and allocation of virtual chips and air: each frame is written, sent, received and read over the bus.")
        {
            chips,
            minutes,
        };
        command.SetAction(parse => Run(parse.GetValue(chips), parse.GetValue(minutes)));
        return command;
    }

    private static void Run(int count, int minutes)
    {
        var time = new SimulatedTime();
        var losses = new LossMatrix(count);
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                losses.Set(i, k, 105 + (40 * LinkDraw.Uniform(1, i, k, 0)));
            }
        }

        var air = new Air(time, losses);
        long received = 0;
        var nodes = new Talker[count];
        for (int i = 0; i < count; i++)
        {
            nodes[i] = new Talker(air, i, () => received++);
        }

        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        time.RunUntil(minutes * 60_000_000L);
        double seconds = (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalSeconds;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        long transfers = nodes.Sum(n => n.Chip.Transfers);
        long bytes = nodes.Sum(n => n.Chip.BytesClocked);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            chips               {count}
            simulated time      {minutes} min
            frames sent         {air.FramesSent}
            frames received     {received}
            SPI transfers       {transfers} ({bytes} bytes)
            CPU time            {seconds:F3} s
            allocated           {allocated / 1024.0 / Math.Max(1, air.FramesSent):F1} KiB per frame sent (all receivers together)
            """));
    }

    // Sends a frame every 20 s on average and reads what it hears, as a driver would: a burst for the frame, registers for the rest.
    private sealed class Talker
    {
        private readonly SimulatedTime _time;
        private readonly byte[] _write = new byte[FrameBytes + 1];
        private readonly byte[] _read = new byte[FrameBytes + 1];
        private readonly Action _received;
        private readonly int _index;
        private int _round;

        public Talker(Air air, int index, Action received)
        {
            _time = air.Time;
            _index = index;
            _received = received;
            Chip = new VirtualSx127x(air);
            Chip.PinChanged += OnPin;
            Write(Register.OpMode, 0x00);
            Write(Register.OpMode, 0x80);
            Write(Register.OpMode, 0x81);
            Write(Register.ModemConfig1, 0x82);
            Write(Register.ModemConfig2, 0x94);
            Listen();
            Next();
        }

        public VirtualSx127x Chip { get; }

        private void OnPin(int dio, bool level)
        {
            if (dio != 0 || !level)
            {
                return;
            }

            byte flags = Read(Register.IrqFlags);
            Write(Register.IrqFlags, 0xFF);
            if ((flags & 0x40) != 0)
            {
                if ((flags & 0x20) == 0)
                {
                    _received();
                    Write(Register.FifoAddrPtr, Read(Register.FifoRxCurrentAddr));
                    _write[0] = Register.Fifo;
                    Chip.Transfer(_write, _read);
                }
            }
            else
            {
                // Not from within the event of the chip that sets the flag.
                _time.Schedule(_time.NowUs + 100, Listen);
            }
        }

        private void Send()
        {
            Write(Register.OpMode, 0x81);
            Write(Register.DioMapping1, 0x40);
            Write(Register.FifoAddrPtr, 0x80);
            _write[0] = 0x80;
            Chip.Transfer(_write, _read);
            Write(Register.PayloadLength, FrameBytes);
            Write(Register.OpMode, 0x83);
            Next();
        }

        private void Next()
        {
            _time.Schedule(_time.NowUs + (long)(40e6 * LinkDraw.Uniform(9, _index, _round++, 0)), Send);
        }

        private void Listen()
        {
            Write(Register.DioMapping1, 0x00);
            Write(Register.OpMode, 0x85);
        }

        private byte Read(byte address)
        {
            Span<byte> read = stackalloc byte[2];
            Chip.Transfer([address, 0], read);
            return read[1];
        }

        private void Write(byte address, byte value)
        {
            Span<byte> read = stackalloc byte[2];
            Chip.Transfer([(byte)(address | 0x80), value], read);
        }
    }
}

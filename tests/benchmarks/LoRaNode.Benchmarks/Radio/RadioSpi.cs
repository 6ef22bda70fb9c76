using System.CommandLine;
using LoRaNode.InstructionCount;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;
using Spectre.Console;

namespace LoRaNode.Benchmarks.Radio;

/// <summary>
/// <c>radio-spi</c>: SPI transfers, bytes and allocations for each frame sent and received, next to other drivers. Ours are
/// counted on the register-level chip; allocations are measured while the chip's answers are played back.
/// </summary>
internal static class RadioSpi
{
    private const int Warm = 8;
    private const int Measured = 32;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var length = new Option<int>("--length") { Description = "Frame length in bytes.", DefaultValueFactory = _ => 120 };
        var command = new Command("radio-spi", "Counts SPI transfers, bytes and allocations for each frame, next to other drivers.") { length };
        command.SetAction(parse => Run(parse.GetValue(length)));
        return command;
    }

    private static int Run(int length)
    {
        if (length is < 1 or > ReceivedFrame.MaxLength)
        {
            Console.Error.WriteLine($"A frame cannot have {length} bytes: give --length 1 to 255.");
            return 2;
        }

        Cost send = Measure(length, isSender: true);
        Cost receive = Measure(length, isSender: false);
        Console.WriteLine($"{length} bytes, SF9, 250 kHz, explicit header. One byte takes one microsecond on the bus at 8 MHz.");
        var table = new Table().Border(TableBorder.Ascii);
        table.AddColumns("", "transfers", "bytes", "heap", "compares with the chip");
        Add("send: LoRaNode", send, "all settings, twice");
        Add("send: RadioLib", Foreign(ForeignDrivers.RadioLibSend, length, "2 x transfers"), "each write");
        Add("send: LoRaMac-node", Foreign(ForeignDrivers.LoRaMacSend, length, "none"), "nothing");
        Add("receive: LoRaNode", receive, "all settings");
        Add("receive: RadioLib", Foreign(ForeignDrivers.RadioLibReceive, length, "2 x transfers"), "each write");
        Add("receive: LoRaMac-node", Foreign(ForeignDrivers.LoRaMacReceive, length, "none"), "nothing");
        AnsiConsole.Write(table);
        Console.WriteLine("LoRaNode: measured. The others: counted in their source, listed below; heap as their source says.");

        // The chip model is loaded with the driver because they share types; it only plays while recording, which is not counted.
        Console.WriteLine((string)new CountingContext("LoRaNode.Sx127x", "LoRaNode.Radio", "LoRaNode.VirtualRadio").Run(CountInstructions, length)!);
        Console.WriteLine("Received frames come with RSSI and SNR everywhere, with the frequency error not from LoRaMac-node.");
        PrintSteps("RadioLib 7.7.1, send", ForeignDrivers.RadioLibSend);
        PrintSteps("RadioLib 7.7.1, receive", ForeignDrivers.RadioLibReceive);
        PrintSteps("LoRaMac-node 4.7.0, send", ForeignDrivers.LoRaMacSend);
        PrintSteps("LoRaMac-node 4.7.0, receive", ForeignDrivers.LoRaMacReceive);
        return 0;

        void Add(string name, Cost cost, string checks) => table.AddRow(name, $"{cost.Transfers}", $"{cost.Bytes}", cost.Heap, checks);
    }

    private static Cost Foreign((string Step, int Transfers)[] steps, int length, string heap)
    {
        int transfers = steps.Sum(step => step.Transfers);
        return new Cost(transfers, (2 * (transfers - 1)) + length + 1, heap);
    }

    private static void PrintSteps(string title, (string Step, int Transfers)[] steps)
    {
        Console.WriteLine();
        Console.WriteLine($"{title}: {steps.Sum(step => step.Transfers)} transfers");
        foreach ((string step, int transfers) in steps)
        {
            Console.WriteLine($"  {transfers,2}  {step}");
        }
    }

    /// <summary>IL instructions of the driver's calls as the device's interpreter executes them; the adapter's are not in it.</summary>
    internal static string CountInstructions(int length)
    {
        long idle = 0;
        (long start, long sent) = CountOne(length, isSender: true, ref idle);
        (_, long received) = CountOne(length, isSender: false, ref idle);
        return $"IL instructions: {start} to begin sending, {sent} to notice that it is sent, {received} to take a frame, {idle} when nothing happened.";
    }

    private static (long Begin, long End) CountOne(int length, bool isSender, ref long idle)
    {
        var answers = new List<byte[]>();
        var levels = new List<bool>();
        Record(length, isSender, answers, levels);
        var radio = new Sx127xRadio(new ReplayBus(null, answers), new ReplayPins(null, levels), new Sx127xOptions());
        byte[] frame = new byte[length];
        radio.Start(new LoRaSettings(), 0);
        if (!isSender)
        {
            radio.Receive(0);
        }

        long begin = 0;
        long end = 0;
        for (int i = 0; i < Warm; i++)
        {
            if (isSender)
            {
                begin = InstructionMeter.Count(() => radio.Transmit(frame, 0, length, 0));
            }

            end = InstructionMeter.Count(() => radio.Poll(0));
        }

        if (isSender)
        {
            idle = InstructionMeter.Count(() => radio.Poll(0));
        }

        return (begin, end);
    }

    private static Cost Measure(int length, bool isSender)
    {
        var answers = new List<byte[]>();
        var levels = new List<bool>();
        (uint transfers, uint bytes) = Record(length, isSender, answers, levels);
        var radio = new Sx127xRadio(new ReplayBus(null, answers), new ReplayPins(null, levels), new Sx127xOptions());
        long allocated = Play(radio, length, isSender, null);
        return new Cost((int)(transfers / Measured), (int)(bytes / Measured), $"{allocated / Measured} bytes");
    }

    private static (uint Transfers, uint Bytes) Record(int length, bool isSender, List<byte[]> answers, List<bool> levels)
    {
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(80));
        var chip = new VirtualSx127x(air);
        var radio = new Sx127xRadio(
            new ReplayBus(new VirtualRadioBus(chip), answers), new ReplayPins(new VirtualRadioPins(chip, time), levels), new Sx127xOptions());
        var other = new VirtualSx127x(air);
        var peer = new Sx127xRadio(new VirtualRadioBus(other), new VirtualRadioPins(other, time), new Sx127xOptions());
        var settings = new LoRaSettings();
        peer.Start(settings, 0);
        byte[] frame = new byte[length];
        uint transfers = 0;
        uint bytes = 0;
        Play(radio, length, isSender, phase =>
        {
            switch (phase)
            {
                case Phase.Measuring:
                    transfers = radio.Device.TransferCount;
                    bytes = radio.Device.ByteCount;
                    break;
                case Phase.Waiting:
                    if (!isSender)
                    {
                        peer.Transmit(frame, 0, length, time.NowMs);
                    }

                    time.RunUntil(time.NowUs + TimeOnAir.Microseconds(settings, length) + 5_000);
                    peer.Poll(time.NowMs + 10_000);
                    break;
                case Phase.Finished:
                    transfers = radio.Device.TransferCount - transfers;
                    bytes = radio.Device.ByteCount - bytes;
                    break;
            }
        });
        return (transfers, bytes);
    }

    /// <summary>The same calls whether recording or playing back. Returns what the driver allocated while measured.</summary>
    private static long Play(Sx127xRadio radio, int length, bool isSender, Action<Phase>? during)
    {
        byte[] frame = new byte[length];
        radio.Start(new LoRaSettings(), 0);
        if (!isSender)
        {
            radio.Receive(0);
        }

        long before = 0;
        for (int i = 0; i < Warm + Measured; i++)
        {
            if (i == Warm)
            {
                during?.Invoke(Phase.Measuring);
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            if (isSender && !radio.Transmit(frame, 0, length, 0))
            {
                throw new InvalidOperationException("The driver did not send.");
            }

            during?.Invoke(Phase.Waiting);
            RadioEvent expected = isSender ? RadioEvent.TransmitDone : RadioEvent.FrameReceived;
            if (radio.Poll(0) != expected)
            {
                throw new InvalidOperationException("The frame did not pass.");
            }
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        during?.Invoke(Phase.Finished);
        return allocated;
    }

    private enum Phase
    {
        Measuring,
        Waiting,
        Finished,
    }

    private sealed record Cost(int Transfers, int Bytes, string Heap);
}

using System;
using System.Collections;
using System.Device.Gpio;
using System.Net.NetworkInformation;
using System.Text;
using System.Threading;
using LoRaNode.Core.Device;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Boards;
using LoRaNode.Node.Display;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Power;
using LoRaNode.Node.Settings;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.Sx127x.Device;
using RebootOption = nanoFramework.Runtime.Native.RebootOption;
using RuntimePower = nanoFramework.Runtime.Native.Power;

namespace LoRaNode.Node.Device;

/// <summary>The node on an ESP32: finds its board, brings it up in the right order, and runs the event loop until a restart.</summary>
public static class Program
{
    private const int EntropyBytes = 32;
    private const int BoardSearchMs = 60_000;
    private const int LeastNapMs = 20;
    private const int LongestNapMs = 400;

    /// <summary>Entry point. Never returns.</summary>
    public static void Main()
    {
        RestartNoteFile note = new RestartNoteFile();
        Heartbeat heartbeat = new Heartbeat();
        try
        {
            Run(note, heartbeat);
        }
        catch (Exception)
        {
            note.Write(RestartReason.Failed, heartbeat.Stage);
            RuntimePower.RebootDevice(RebootOption.NormalReboot);
        }
    }

    private static void Run(RestartNoteFile note, Heartbeat heartbeat)
    {
        LittleFsStorage storage = new LittleFsStorage();
        NodeSettings settings = new NodeSettings();
        if (!settings.TryLoad(storage))
        {
            settings = new NodeSettings();
        }

        GpioController pins = new GpioController();
        BoardBuses buses = new BoardBuses(pins);
        BoardDefinition board = FindBoard(buses, settings);
        IPowerChip chip = buses.Open(board);
        AutoResetEvent wake = new AutoResetEvent(false);
        NodeHardware hardware = Describe(board, pins, storage, note, wake);
        NodeApplication application = new NodeApplication(hardware);
        LoopParts parts = new LoopParts();
        parts.Version = typeof(Program).Assembly.GetName().Version.ToString();
        parts.Meter = chip != null ? chip : MeterOf(board);
        parts.Button = board.ButtonPin == BoardDefinition.NotWired ? null : new BoardButton(pins, board);
        parts.Screen = ScreenOf(board, buses);
        NodeLoop loop = new NodeLoop(application, heartbeat, parts);
        loop.Start(Environment.TickCount64);
        parts.Links = LinksOf(application, wake);
        new Supervisor(heartbeat, note);
        while (loop.Restart == RestartReason.None)
        {
            long nowMs = Environment.TickCount64;
            loop.Pass(nowMs);
            application.OnPass(Environment.TickCount64 - nowMs);
            Wait(loop, board, wake);
        }

        // Not at each look of a sleeping node, and never while a write may be cut.
        if (loop.HasStarted && loop.MayWrite)
        {
            note.Write(loop.Restart, LoopStage.Waiting);
        }

        if (loop.Restart == RestartReason.BatteryEmpty)
        {
            SleepDeeply(hardware, chip);
        }

        // The reply of the request that asked for this is still on its way through the serial port.
        Thread.Sleep(LongestNapMs);
        RuntimePower.RebootDevice(RebootOption.NormalReboot);
    }

    /// <summary>The radio goes off with its rail, or to sleep by itself: after a reset it idles at some milliamperes.</summary>
    private static void SleepDeeply(NodeHardware hardware, IPowerChip chip)
    {
        if (chip == null || !chip.SetRail(PowerRail.Radio, false))
        {
            hardware.Radio.Start(new LoRaSettings(), Environment.TickCount64);
            hardware.Radio.Sleep(Environment.TickCount64);
        }

        BoardSleep.Deep(PowerPolicy.WakeEveryMs);
    }

    private static void Wait(NodeLoop loop, BoardDefinition board, AutoResetEvent wake)
    {
        long nowMs = Environment.TickCount64;
        int waitMs = loop.WaitMs(nowMs);
        if (waitMs >= LeastNapMs && board.RadioDio0Pin != BoardDefinition.NotWired && loop.MaySleep(nowMs))
        {
            // Only the radio wakes the processor: the button and the cable are looked at after each nap.
            BoardSleep.Light(board.RadioDio0Pin, waitMs < LongestNapMs ? waitMs : LongestNapMs);
        }
        else if (waitMs > 0)
        {
            wake.WaitOne(waitMs, false);
        }
    }

    private static BoardDefinition FindBoard(BoardBuses buses, NodeSettings settings)
    {
        BoardFinder finder = new BoardFinder(buses);
        string id = Encoding.UTF8.GetString(settings.Board, 0, settings.Board.Length);
        while (true)
        {
            BoardDefinition board = finder.Find(id);
            if (board != null)
            {
                return board;
            }

            Console.WriteLine("No known board: no radio answers. Check its wiring, or set the board at provisioning.");
            Thread.Sleep(BoardSearchMs);
        }
    }

    private static NodeHardware Describe(BoardDefinition board, GpioController pins, INodeStorage storage, IRestartNote note, AutoResetEvent wake)
    {
        Sx127xOptions options = new Sx127xOptions();
        options.Variant = board.RadioChip == 1278 ? Sx127xVariant.Sx1278 : Sx127xVariant.Sx1276;
        options.Output = board.RadioUsesPaBoost ? PowerOutput.PaBoost : PowerOutput.Rfo;
        options.HasTcxo = board.RadioHasTcxo;
        Random random = new Random();
        NodeHardware hardware = new NodeHardware();
        hardware.Storage = storage;
        hardware.Board = board;
        hardware.Radio = new Sx127xRadio(
            SpiRadioBus.Open(BoardBuses.SpiBus, board.RadioSelectPin),
            new GpioRadioPins(pins, board.RadioResetPin, board.RadioDio0Pin, board.RadioDio1Pin, wake),
            options);
        hardware.CurrentAes = new DeviceAes();
        hardware.OtherAes = new DeviceAes();
        hardware.TrustAes = new DeviceAes();
        hardware.SpareAes = new DeviceAes();
        hardware.TextModels = LoRaNode.Core.Text.TextModelResources.Open();
        hardware.Meters = new BoardMeters();
        hardware.RestartNote = note;
        hardware.Random = new RandomSource((uint)random.Next());
        hardware.Entropy = new byte[EntropyBytes];
        random.NextBytes(hardware.Entropy);
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        if (interfaces.Length > 0)
        {
            byte[] address = interfaces[0].PhysicalAddress;
            Array.Copy(address, 0, hardware.BoardId, 0, address.Length < hardware.BoardId.Length ? address.Length : hardware.BoardId.Length);
        }

        return hardware;
    }

    private static IPowerMeter MeterOf(BoardDefinition board)
    {
        int channel = board.BatteryPin == BoardDefinition.NotWired ? -1 : AdcInput.ChannelOf(board.BatteryPin);
        return channel < 0 ? null : new DividerMeter(new AdcInput(channel), board.BatteryUpperKilohms, board.BatteryLowerKilohms);
    }

    private static IScreen ScreenOf(BoardDefinition board, BoardBuses buses)
    {
        bool isThere = board.DisplayAddress != 0 && board.DisplayWidth == FrameBuffer.Width && board.DisplayHeight == FrameBuffer.Height
            && buses.AnswersOnI2c(board, board.DisplayAddress);
        return isThere ? new Ssd1306Screen(BoardBuses.I2cBus, board.DisplayAddress, board.DisplayResetPin) : null;
    }

    private static ILoopLink[] LinksOf(NodeApplication application, AutoResetEvent wake)
    {
        NodeSettings settings = application.Settings;
        ArrayList links = new ArrayList();
        links.Add(new UsbLink(application.Link));
        if (settings.SerialReceivePin != NodeSettings.Absent)
        {
            links.Add(new SerialLink(application.Link, settings.SerialReceivePin, settings.SerialTransmitPin));
        }

        if (settings.WifiName.Length > 0)
        {
            links.Add(new NetworkLink(application, wake));
        }

        ILoopLink[] all = new ILoopLink[links.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (ILoopLink)links[i];
        }

        return all;
    }
}

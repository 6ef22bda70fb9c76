using LoRaNode.Core.Frames;
using LoRaNode.Node.Display;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Power;
using LoRaNode.Node.Settings;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.Simulator.Flash;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Heap;

/// <summary>
/// A node with many neighbours and many texts, to count its heap: boards that all hear each other, the first of which is looked at. Display and power are
/// added to it, also where the application does not hold them yet.
/// </summary>
public static class HeapScenario
{
    // Between two texts, so that the channel is not the limit.
    private const long TextEveryMs = 4_000;
    private const double BenchLossDb = 90;

    /// <summary>Runs the boards and counts the heap of the first.</summary>
    /// <param name="neighbours">Other boards.</param>
    /// <param name="texts">Messages sent by them in turn; the node keeps and stores them.</param>
    /// <param name="beaconMs">Time for beacons before the first text.</param>
    /// <param name="progress">Told the share that is done; may be null.</param>
    public static HeapCount Run(int neighbours, int texts, long beaconMs, Action<double>? progress)
    {
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(BenchLossDb));
        var random = new Random(1);
        using var community = new CityCommunity(random);
        var boards = new List<VirtualBoard>();
        try
        {
            for (var i = 0; i <= neighbours; i++)
            {
                // The one that is counted has its region from a technician, as boards have.
                boards.Add(new VirtualBoard(air, new MemoryStorage(), i == 0 ? null : new NodeSettings().Radio, random.Next()));
            }

            // All stand on the air before the first one speaks.
            foreach (var board in boards)
            {
                board.PowerOn();
                if (board == boards[0])
                {
                    SetRegion(board);
                }

                VirtualCity.Provision(board, community.AddNode($"H{boards.IndexOf(board)}").Credentials);
            }

            time.RunUntil(beaconMs * 1000);
            for (var i = 0; i < texts; i++)
            {
                SendText(boards[1 + (i % neighbours)], i);
                time.RunUntil((time.NowMs + TextEveryMs) * 1000);
                progress?.Invoke((i + 1.0) / texts);
            }

            return HeapCensus.Of(Roots(boards[0]), typeof(Sx127xRadio), typeof(ILoRaRadio), typeof(FrameHeader));
        }
        finally
        {
            foreach (var board in boards)
            {
                board.Dispose();
            }
        }
    }

    private static void SetRegion(VirtualBoard board)
    {
        byte[] body = new byte[NodeSettings.MaxSize];
        int length = new NodeSettings().Write(body, 0, true);
        var status = (LinkStatus)board.Request([(byte)LinkOperation.SetSettings, 0, 0, .. body[..length]])[3];
        if (status != LinkStatus.Ok)
        {
            throw new InvalidOperationException($"The settings were not taken: {status}.");
        }
    }

    private static void SendText(VirtualBoard board, int number)
    {
        var payload = new byte[1 + 60];
        new MessagePayload { Language = ContentLanguage.Other }.TryWrite(payload);
        new Random(number).NextBytes(payload.AsSpan(MessagePayload.HeadSize));
        board.Request([(byte)LinkOperation.SendMessage, (byte)number, 0, .. payload]);
    }

    private static List<object> Roots(VirtualBoard board)
    {
        // A long alert is on the display; of the messages only who sent them is known, until somebody looks.
        var state = new DisplayState { HasAlert = true, AlertIssuer = "Medics", MessageCount = DisplayState.MaxMessages };
        state.SetText(DisplayState.AlertPlace, new string('ж', 250).ToCharArray());
        var screen = new NodeScreen(state, 0);
        screen.Update(0);
        var cable = new LinkPort(board.Application.Link, new NoCable());
        return
        [
            board.Application,
            screen,
            new DisplayFeed(board.Application, screen, string.Empty),
            new NodeLoop(board.Application, new Heartbeat(), new LoopParts()),
            new InboxPort(new NoCable(), cable),
            new PowerPolicy(),
            new PowerReading(),
            new Axp192(new NoBus()),
        ];
    }

    private sealed class NoCable : IInbox, ILinkOutput
    {
        public int Length(int place) => -1;

        public int Read(int place, byte[] content) => -1;

        public void Delete(int place)
        {
        }

        public void WriteLine(string line)
        {
        }
    }

    private sealed class NoBus : IRegisterBus
    {
        public bool Read(int number, byte[] buffer, int count) => false;

        public bool Write(int number, int value) => false;
    }
}

using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Heap;

/// <summary>One hour of a long run.</summary>
/// <param name="Hour">Hour since the start, from 0.</param>
/// <param name="HeapBytes">What the node's objects take on the device at its end.</param>
/// <param name="AllocatedBytes">Bytes that the node's passes allocated in it on this platform, the radio driver and the virtual chip under it included.</param>
/// <param name="FramesReceived">Frames that the node has received since the start.</param>
public sealed record LongRunHour(int Hour, int HeapBytes, long AllocatedBytes, uint FramesReceived);

/// <summary>A busy node for days: neighbours send messages and alerts all the time, and its memory is counted every hour.</summary>
public static class LongRun
{
    private const double BenchLossDb = 90;
    private const int Neighbours = 3;
    private const int MessageEverySeconds = 120;
    private const int AlertEverySeconds = 900;

    /// <summary>Runs.</summary>
    /// <param name="hours">Simulated hours.</param>
    /// <param name="onHour">Told each hour as it ends; may be null.</param>
    public static IReadOnlyList<LongRunHour> Run(int hours, Action<LongRunHour>? onHour)
    {
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(BenchLossDb));
        var random = new Random(1);
        using var community = new CityCommunity(random);
        var boards = new List<VirtualBoard>();
        var results = new List<LongRunHour>();
        try
        {
            for (int i = 0; i <= Neighbours; i++)
            {
                var board = new VirtualBoard(air, new MemoryStorage(), new LoRaSettings(), random.Next());
                boards.Add(board);
                board.PowerOn();
                VirtualCity.Provision(board, community.AddNode($"L{i}").Credentials);
            }

            for (int hour = 0; hour < hours; hour++)
            {
                long allocated = boards[0].AllocatedBytes;
                for (int second = 0; second < 3_600; second += 60)
                {
                    int at = (hour * 3_600) + second;
                    if (at % MessageEverySeconds == 0)
                    {
                        SendText(boards[1 + (at / MessageEverySeconds % Neighbours)], at);
                    }

                    if (at % AlertEverySeconds == 0)
                    {
                        boards[1].Request([(byte)LinkOperation.SendAlert, (byte)at, (byte)(at >> 8), .. community.SignAlert(Text(at))]);
                    }

                    time.RunUntil(time.NowUs + 60_000_000);
                }

                var result = new LongRunHour(
                    hour,
                    HeapCensus.Of([boards[0].Application], typeof(LoRaNode.Sx127x.Sx127xRadio), typeof(ILoRaRadio), typeof(FrameHeader)).Bytes,
                    boards[0].AllocatedBytes - allocated,
                    boards[0].Application.Network!.Engine.FramesReceived);
                results.Add(result);
                onHour?.Invoke(result);
            }

            return results;
        }
        finally
        {
            boards.ForEach(board => board.Dispose());
        }
    }

    private static void SendText(VirtualBoard board, int number) =>
        board.Request([(byte)LinkOperation.SendMessage, (byte)number, (byte)(number >> 8), (byte)((int)ContentLanguage.Other << 6), .. Text(number)]);

    private static byte[] Text(int number)
    {
        byte[] text = new byte[40];
        new Random(number).NextBytes(text);
        return text;
    }
}

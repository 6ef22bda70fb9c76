using LoRaNode.Core.Frames;
using LoRaNode.Node.Link;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Flash;

/// <summary>One pass of the event loop.</summary>
/// <param name="Instructions">What the measure said.</param>
/// <param name="FlashUs">Time of the flash's operations in it, in microseconds.</param>
/// <param name="What">What it did, as far as it shows.</param>
public sealed record BusyPass(long Instructions, long FlashUs, string What);

/// <summary>All passes of a run.</summary>
/// <param name="Passes">In order.</param>
public sealed record BusyLoopResult(IReadOnlyList<BusyPass> Passes);

/// <summary>
/// A node with a display on a flash that wears, among neighbours that send alerts and messages; somebody turns the pages. Each pass of its loop is
/// measured.
/// </summary>
public static class BusyLoop
{
    private const double BenchLossDb = 90;
    private const int Neighbours = 4;
    private const int ButtonMs = 200;

    /// <summary>Runs.</summary>
    /// <param name="minutes">Simulated minutes.</param>
    /// <param name="measure">Runs a pass and says what it cost.</param>
    public static BusyLoopResult Run(int minutes, Func<Action, long> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(BenchLossDb));
        var random = new Random(3);
        using var community = new CityCommunity(random);
        var flash = new NorFlash();
        var passes = new List<BusyPass>();
        var neighbours = new List<VirtualBoard>();
        using var board = new LoopBoard(air, new FlashStorage(flash), 1);
        try
        {
            board.Provision(community.AddNode("busy").Credentials);
            for (int i = 0; i < Neighbours; i++)
            {
                var neighbour = new VirtualBoard(air, new MemoryStorage(), new LoRaSettings(), random.Next());
                neighbours.Add(neighbour);
                neighbour.PowerOn();
                VirtualCity.Provision(neighbour, community.AddNode($"n{i}").Credentials);
            }

            board.Run(60_000);
            flash.TakenUs = 0;
            board.AroundPass = pass =>
            {
                int pages = board.Pictures;
                long units = board.Application.Network!.WorkUnits;
                long instructions = measure(pass);
                string what = (board.Application.Network.WorkUnits > units ? "signature " : string.Empty)
                    + (board.Pictures > pages ? "picture " : string.Empty)
                    + (board.Loop.IsDecoding ? "text " : string.Empty)
                    + (flash.TakenUs > 0 ? "flash" : string.Empty);
                passes.Add(new BusyPass(instructions, flash.TakenUs, what));
                flash.TakenUs = 0;
            };
            for (int minute = 0; minute < minutes; minute++)
            {
                VirtualBoard sender = neighbours[minute % Neighbours];
                if (minute % 5 == 0)
                {
                    sender.Request([(byte)LinkOperation.SendAlert, (byte)minute, 1, .. community.SignAlert(CityText.Encode("Жаралыларды шығыс қақпадан кіргізіңіздер, су мен дәрі бар.")!)]);
                }
                else
                {
                    sender.Request([(byte)LinkOperation.SendMessage, (byte)minute, 2, (byte)((int)ContentLanguage.Kazakh << 6), .. CityText.Encode($"Суды {minute} үйден алуға болады.")!]);
                }

                board.IsPressed = true;
                board.Run(ButtonMs);
                board.IsPressed = false;
                board.Run(60_000 - ButtonMs);
            }

            return new BusyLoopResult(passes);
        }
        finally
        {
            neighbours.ForEach(neighbour => neighbour.Dispose());
        }
    }
}

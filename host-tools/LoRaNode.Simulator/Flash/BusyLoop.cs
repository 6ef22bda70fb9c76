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
/// <param name="Erases">Sectors of the flash erased in it.</param>
/// <param name="What">What it did, as far as it shows.</param>
public sealed record BusyPass(long Instructions, long FlashUs, int Erases, string What)
{
    /// <summary>IL instructions that the ESP32 interprets in a millisecond at the least.</summary>
    public const int InstructionsPerMs = 2_000;

    /// <summary>What it takes on the board: computing at the least rate, and the flash's typical times.</summary>
    public double Milliseconds => ((double)Instructions / InstructionsPerMs) + (FlashUs / 1000.0);
}

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
    /// <param name="texts">Texts that the neighbours send, every fifth of them an alert.</param>
    /// <param name="secondsBetween">Simulated seconds from one to the next.</param>
    /// <param name="measure">Runs a pass and says what it cost.</param>
    public static BusyLoopResult Run(int texts, int secondsBetween, Func<Action, long> measure)
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
                long erases = flash.Erases.Sum();
                int pages = board.Pictures;
                long units = board.Application.Network!.WorkUnits;
                long instructions = measure(pass);
                string what = (board.Application.Network.WorkUnits > units ? "signature " : string.Empty)
                    + (board.Pictures > pages ? "picture " : string.Empty)
                    + (board.Loop.IsDecoding ? "text " : string.Empty)
                    + (flash.TakenUs > 0 ? "flash" : string.Empty);
                passes.Add(new BusyPass(instructions, flash.TakenUs, (int)(flash.Erases.Sum() - erases), what));
                flash.TakenUs = 0;
            };
            for (int number = 0; number < texts; number++)
            {
                VirtualBoard sender = neighbours[number % Neighbours];
                if (number % 5 == 0)
                {
                    sender.Request([(byte)LinkOperation.SendAlert, (byte)number, 1, .. community.SignAlert(CityText.Encode("Жаралыларды шығыс қақпадан кіргізіңіздер, су мен дәрі бар.")!)]);
                }
                else
                {
                    sender.Request([(byte)LinkOperation.SendMessage, (byte)number, 2, (byte)((int)ContentLanguage.Kazakh << 6), .. CityText.Encode($"Суды {number} үйден алуға болады.")!]);
                }

                board.IsPressed = true;
                board.Run(ButtonMs);
                board.IsPressed = false;
                board.Run((secondsBetween * 1_000L) - ButtonMs);
            }

            return new BusyLoopResult(passes);
        }
        finally
        {
            neighbours.ForEach(neighbour => neighbour.Dispose());
        }
    }
}

using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using LoRaNode.Node.Network;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.City;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Flash;

/// <summary>What a run of power cuts found.</summary>
/// <param name="Cuts">Restarts from an interrupted flash.</param>
/// <param name="Operations">Flash operations that were cut, each before it began and in its middle.</param>
/// <param name="Beacons">Beacons that restarted boards sent and whose numbers were looked at.</param>
/// <param name="Texts">Most texts that were looked for after one cut.</param>
/// <param name="Faults">What was wrong after a restart, the first few; empty when nothing was.</param>
public sealed record PowerCutResult(int Cuts, int Operations, int Beacons, int Texts, IReadOnlyList<string> Faults);

/// <summary>
/// A node application in a busy neighbourhood whose power is cut at every operation of its flash. Each time a second board starts
/// from what the flash then holds and must know its credentials, hold every text that the first one showed, number its frames behind all that the
/// first one ever sent, and continue the log. The first board knows nothing of that and goes on.
/// </summary>
public sealed class PowerCutRun
{
    private const int Neighbours = 3;
    private const int MaxFaults = 5;
    private const double BenchLossDb = 90;
    private const int BeaconEvery = 8;
    private const long BeaconWaitUs = 60_000_000;
    private const int CounterAt = LinkMessage.ReplyHeader;

    private readonly Random _random = new(5);
    private readonly List<string> _faults = [];
    private readonly NorFlash _flash = new();
    private uint _bootsBefore;
    private long _lastItem = -1;
    private long _lastBeacon = -1;
    private int _beaconsSeen;
    private uint _logAcknowledged;
    private uint _nowS;
    private readonly HashSet<(FrameType Type, ushort Origin, uint Counter)> _texts = [];
    private int _cuts;
    private int _operations;
    private int _mostTexts;

    private PowerCutRun()
    {
    }

    /// <summary>Runs.</summary>
    /// <param name="seconds">Simulated time during which the power is cut; 3,600 for an hour.</param>
    /// <param name="progress">Told the share that is done; may be null.</param>
    public static PowerCutResult Run(int seconds, Action<double>? progress)
    {
        var run = new PowerCutRun();
        run.Simulate(seconds, progress);
        return new PowerCutResult(run._cuts, run._operations, run._beaconsSeen, run._mostTexts, run._faults);
    }

    private void Simulate(int seconds, Action<double>? progress)
    {
        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(BenchLossDb));
        using var community = new CityCommunity(_random);
        var boards = new List<VirtualBoard>();
        try
        {
            for (var i = 0; i <= Neighbours; i++)
            {
                INodeStorage storage = i == 0 ? new FlashStorage(_flash) : new MemoryStorage();
                boards.Add(new VirtualBoard(air, storage, new LoRaSettings(), _random.Next()));
            }

            // All stand on the air before the first one speaks.
            foreach (var board in boards)
            {
                board.PowerOn();
                VirtualCity.Provision(board, community.AddNode($"P{boards.IndexOf(board)}").Credentials);
            }

            Watch(air);
            time.RunUntil(60_000_000);
            _bootsBefore = Boots(_flash);
            _flash.Observer = Cut;
            for (var second = 0; second < seconds; second++)
            {
                // A message a minute from a neighbour or this node, an alert every five minutes, as long as the airtime allows.
                if (second % 60 == 10)
                {
                    SendText(boards[second / 60 % boards.Count], second);
                }

                if (second % 300 == 40)
                {
                    boards[1].Request([(byte)LinkOperation.SendAlert, 1, 0, .. community.SignAlert(Text(second))]);
                }

                time.RunUntil(time.NowUs + 1_000_000);
                _logAcknowledged = LogEnd(_flash);
                NoteTexts(boards[0]);
                progress?.Invoke((second + 1.0) / seconds);
            }

            _flash.Observer = null;
        }
        finally
        {
            foreach (var board in boards)
            {
                board.Dispose();
            }
        }
    }

    /// <summary>Remembers the highest numbers that the first board has put on the air. Beacons count on their own.</summary>
    private void Watch(Air air)
    {
        air.FrameStarted += frame =>
        {
            var bytes = frame.Payload.ToArray();
            if (frame.Station != 0 || !IsOwn(bytes))
            {
                return;
            }

            if (FrameHeader.Type(bytes) == FrameType.Beacon)
            {
                _lastBeacon = Math.Max(_lastBeacon, FrameHeader.Counter(bytes));
            }
            else
            {
                _lastItem = Math.Max(_lastItem, FrameHeader.Counter(bytes));
            }
        };
    }

    private static bool IsOwn(byte[] frame) =>
        frame.Length >= FrameHeader.Size && FrameHeader.Origin(frame) == FrameHeader.Transmitter(frame);

    /// <summary>Remembers what the first board shows now: all of it was stored before.</summary>
    private void NoteTexts(VirtualBoard board)
    {
        NodeNetwork network = board.Application.Network!;
        _nowS = network.Trust.Time.Seconds(board.NowMs);
        _texts.Clear();
        for (int place = 0; network.Board.TryGet(place, out FrameType type, out ushort origin, out uint counter, out _, out _); place++)
        {
            _texts.Add((type, origin, counter));
        }
    }

    private void Cut(FlashOperation operation)
    {
        _operations++;
        if (_faults.Count >= MaxFaults)
        {
            return;
        }

        var before = _flash.Clone();
        var torn = _flash.Clone();
        torn.Tear(operation, _random.Next(operation.IsErase ? NorFlash.SectorBytes : operation.Content.Length), _random);
        Restart(before);
        Restart(torn);
    }

    private void Restart(NorFlash flash)
    {
        _cuts++;
        var logEnd = LogEnd(flash);
        Expect(logEnd >= _logAcknowledged, $"the log ends at {logEnd} although {_logAcknowledged} records were stored");
        Expect(Boots(flash) == _bootsBefore, "the number of starts is another one");
        var frames = new FrameArchive(new FlashStorage(flash.Clone()), _nowS);
        int lost = _texts.Count(text => !frames.Holds(text.Type, text.Origin, text.Counter));
        Expect(lost == 0, $"{lost} of {_texts.Count} texts that were shown are lost");
        _mostTexts = Math.Max(_mostTexts, _texts.Count);

        var time = new SimulatedTime();
        var air = new Air(time, new UniformLoss(BenchLossDb));
        using var board = new VirtualBoard(air, new FlashStorage(flash), new LoRaSettings(), 1);
        board.PowerOn();
        if (board.Application.Network is null)
        {
            Expect(false, "the credentials are lost");
            return;
        }

        var reply = SendText(board, 1);
        if (reply.Length < CounterAt + sizeof(uint) || reply[3] != (byte)LinkStatus.Ok)
        {
            Expect(false, "the node cannot send after the restart");
            return;
        }

        var counter = LittleEndian.Get32(reply, CounterAt);
        Expect(counter > _lastItem, $"frame {counter} after the restart although {_lastItem} was sent before");
        Expect(Boots(flash) == _bootsBefore + 1, "the start was not counted");
        Expect(LogEnd(flash) > logEnd, "the start is not in the log");
        if (_cuts % BeaconEvery == 0)
        {
            WatchBeacons(air, time);
        }
    }

    /// <summary>Lets the restarted board run until it has sent beacons.</summary>
    private void WatchBeacons(Air air, SimulatedTime time)
    {
        air.FrameStarted += frame =>
        {
            var bytes = frame.Payload.ToArray();
            if (IsOwn(bytes) && FrameHeader.Type(bytes) == FrameType.Beacon)
            {
                _beaconsSeen++;
                var counter = FrameHeader.Counter(bytes);
                Expect(counter > _lastBeacon, $"beacon {counter} after the restart although {_lastBeacon} was sent before");
            }
        };
        time.RunUntil(time.NowUs + BeaconWaitUs);
    }

    private void Expect(bool holds, string fault)
    {
        if (!holds && _faults.Count < MaxFaults)
        {
            _faults.Add($"cut {_cuts}, operation {_operations}: {fault}");
        }
    }

    private static byte[] SendText(VirtualBoard board, int number) =>
        board.Request([(byte)LinkOperation.SendMessage, (byte)number, 0, (byte)((int)ContentLanguage.Other << 6), .. Text(number)]);

    private static byte[] Text(int number)
    {
        var text = new byte[50];
        new Random(number).NextBytes(text);
        return text;
    }

    private static uint LogEnd(NorFlash flash) => new NodeLog(new FlashStorage(flash.Clone()), 0, 0).NextIndex;

    private static uint Boots(NorFlash flash)
    {
        new StoredNumber(new FlashStorage(flash.Clone()), StorageNames.Boots).TryRead(out var boots);
        return boots;
    }
}

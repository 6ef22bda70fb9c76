using System.Collections.Concurrent;
using System.Diagnostics;
using LoRaNode.Host.Ports;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A tray of virtual boards on one air, each at a pseudo-terminal of its own, running by the wall clock. What a board stores stays in its
/// folder. One thread runs all boards; another for each cable waits for bytes.
/// </summary>
public sealed class VirtualTray : IDisposable
{
    // How long a pulled cable stays out, in milliseconds.
    private const int ShortestOutMs = 200;
    private const int LongestOutMs = 1_500;

    // A hand pulls a cable in the middle of a transfer, at any byte of so many: however slow the programs are beside it, some get through.
    private const int MostBytesBetween = 4_000;

    // How long a pass sleeps at most: the delay of a byte that comes while it sleeps is less.
    private const int LongestNapMs = 20;

    private readonly SimulatedTime _time = new();
    private readonly BlockingCollection<(int Board, byte[] Bytes)> _received = new(boundedCapacity: 1024);
    private readonly List<VirtualBoard> _boards = [];
    private readonly List<VirtualUsb> _usb = [];
    private readonly List<VirtualCable> _cables = [];
    private readonly List<BadCable> _badCables = [];
    private readonly List<VirtualNetworkPort> _network = [];
    private readonly Random? _hands;
    private readonly long _pullEveryUs;
    private readonly List<(int Board, long PlugInAtUs)> _pulled = [];
    private readonly int[] _pullAfterBytes;
    private long _pullAtUs = long.MaxValue;

    /// <summary>Switches boards on, one for each folder.</summary>
    /// <param name="folders">Where the boards' flash lies; created when absent.</param>
    /// <param name="options">What the tray is like; null for the usual.</param>
    public VirtualTray(IReadOnlyList<string> folders, TrayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        options ??= new TrayOptions();
        var air = new Air(_time, new UniformLoss(options.LossDb));
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
            var board = new VirtualBoard(air, new FolderStorage(folder), null, BoardSeed.Of(folder), options.Board);
            int number = _boards.Count;
            var cable = new VirtualCable(options.PullEvery is null ? null : Path.Combine(folder, LinkName), bytes => _received.Add((number, bytes)));
            _boards.Add(board);
            _cables.Add(cable);
            _usb.Add(new VirtualUsb(board, cable.Print));
            board.PowerOn();
            if (options.Faults is { } faults)
            {
                _badCables.Add(new BadCable(cable.Path, SerialCable.Baud, faults, options.Seed + (2 * number)));
            }

            if (options.WithTcp)
            {
                _network.Add(new VirtualNetworkPort(board));
            }
        }

        _pullAfterBytes = new int[folders.Count];
        if (options.PullEvery is { } interval)
        {
            _hands = new Random(options.Seed);
            _pullEveryUs = interval.Ticks / TimeSpan.TicksPerMicrosecond;
            _pullAtUs = _pullEveryUs;
        }
    }

    /// <summary>TCP ports on loopback, one for each board; empty without them.</summary>
    public IReadOnlyList<int> TcpPorts => [.. _network.Select(n => n.Port)];

    /// <summary>Name of the link to a board's port in its folder, when cables are pulled.</summary>
    public const string LinkName = "port";

    /// <summary>Paths of the ports, one for each board.</summary>
    public IReadOnlyList<string> Ports => _badCables.Count > 0 ? [.. _badCables.Select(c => c.Path)] : [.. _cables.Select(c => c.Path)];

    /// <summary>Runs the boards until cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            long nowUs = Stopwatch.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;
            _time.RunUntil(nowUs);
            _network.ForEach(n => n.Run(_time.NowMs));
            MoveCables(nowUs);
            long napUs = Math.Clamp((_time.NextUs ?? long.MaxValue) - nowUs, 0, LongestNapMs * 1000);
            if (_received.TryTake(out var piece, (int)(napUs / 1000), CancellationToken.None))
            {
                _usb[piece.Board].Receive(piece.Bytes, _time.NowMs);
                _boards[piece.Board].Wake();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _received.CompleteAdding();
        _network.ForEach(n => n.Dispose());
        _badCables.ForEach(c => c.Dispose());
        _cables.ForEach(c => c.Dispose());
        _boards.ForEach(b => b.Dispose());
        _received.Dispose();
    }

    private void MoveCables(long nowUs)
    {
        for (int i = _pulled.Count - 1; i >= 0; i--)
        {
            if (_pulled[i].PlugInAtUs <= nowUs)
            {
                _cables[_pulled[i].Board].PlugIn();
                _pulled.RemoveAt(i);
            }
        }

        if (_hands is null || nowUs < _pullAtUs)
        {
            return;
        }

        _pullAtUs = nowUs + (long)(_pullEveryUs * 2 * _hands.NextDouble());
        int board = _hands.Next(_cables.Count);
        if (_pulled.TrueForAll(p => p.Board != board) && _cables[board].Carried >= _pullAfterBytes[board])
        {
            _cables[board].Pull();
            _pullAfterBytes[board] = _hands.Next(MostBytesBetween);
            _pulled.Add((board, nowUs + (_hands.Next(ShortestOutMs, LongestOutMs) * 1000L)));
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A tray of virtual boards on one air, each at a pseudo-terminal of its own, running by the wall clock. What a board stores stays in its
/// folder. One thread runs all boards; another for each port waits for bytes.
/// </summary>
public sealed class VirtualTray : IDisposable
{
    // Boards on a bench: all hear each other well.
    private const double BenchLossDb = 90;

    // How long a pass sleeps at most: the delay of a byte that comes while it sleeps is less.
    private const int LongestNapMs = 20;

    private readonly SimulatedTime _time = new();
    private readonly BlockingCollection<(int Board, byte[] Bytes)> _received = new(boundedCapacity: 1024);
    private readonly List<VirtualBoard> _boards = [];
    private readonly List<VirtualUsb> _usb = [];
    private readonly List<PseudoTerminal> _terminals = [];
    private readonly List<VirtualNetworkPort> _network = [];

    /// <summary>Switches boards on, one for each folder.</summary>
    /// <param name="folders">Where the boards' flash lies; created when absent.</param>
    /// <param name="withTcp">True to let each board listen on this machine's loopback network as well, as a board does on its Wi-Fi.</param>
    public VirtualTray(IReadOnlyList<string> folders, bool withTcp = false)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var air = new Air(_time, new UniformLoss(BenchLossDb));
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
            var board = new VirtualBoard(air, new FolderStorage(folder), new LoRaSettings(), BoardSeed.Of(folder));
            var terminal = new PseudoTerminal();
            _boards.Add(board);
            _terminals.Add(terminal);
            _usb.Add(new VirtualUsb(board, bytes => Print(terminal, bytes)));
            board.PowerOn();
            if (withTcp)
            {
                _network.Add(new VirtualNetworkPort(board));
            }
        }
    }

    /// <summary>TCP ports on loopback, one for each board; empty without them.</summary>
    public IReadOnlyList<int> TcpPorts => [.. _network.Select(n => n.Port)];

    /// <summary>Paths of the ports, one for each board.</summary>
    public IReadOnlyList<string> Ports => [.. _terminals.Select(t => t.Path)];

    /// <summary>Runs the boards until cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        for (int i = 0; i < _terminals.Count; i++)
        {
            int board = i;
            new Thread(() => Listen(board)) { IsBackground = true, Name = $"port {board}" }.Start();
        }

        long start = Stopwatch.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            long nowUs = Stopwatch.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;
            _time.RunUntil(nowUs);
            _network.ForEach(n => n.Run(_time.NowMs));
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
        _terminals.ForEach(t => t.Dispose());
        _network.ForEach(n => n.Dispose());
        _boards.ForEach(b => b.Dispose());
        _received.Dispose();
    }

    private static void Print(PseudoTerminal terminal, byte[] bytes)
    {
        try
        {
            terminal.Output.Write(bytes);
        }
        catch (IOException)
        {
            // Nobody reads and the port's buffer is full: what a board prints to a pulled cable is lost.
        }
    }

    private void Listen(int board)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int count = _terminals[board].Input.Read(buffer);
                if (count == 0)
                {
                    return;
                }

                _received.Add((board, buffer[..count]));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The tray is being put away.
        }
    }
}

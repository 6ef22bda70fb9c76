using System.Device.Gpio;
using System.Diagnostics;
using System.Security.Cryptography;
using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Text;
using LoRaNode.Node;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.SelfTest;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.Sx127x.Net;

namespace LoRaNode.LinuxNode;

/// <summary>
/// The node application on a Raspberry Pi with an SX127x hat: the same application, driver and event loop as on a board. What it stores lies
/// in a folder. One thread runs it.
/// </summary>
public sealed class LinuxNode : IBoardMeters, IDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly AutoResetEvent _wake = new(false);
    private readonly DotnetAes[] _aes = [new(), new(), new(), new()];
    private readonly List<IDisposable> _owned = [];
    private readonly NodeLoop _loop;
    private readonly NodeApplication _application;
    private readonly TerminalLink _terminal;
    private readonly FileRestartNote _note;
    private readonly WaitHandle[] _events;

    /// <summary>Opens the radio of a hat and a folder.</summary>
    /// <exception cref="IOException">The kernel has no such SPI device or refuses it.</exception>
    public static LinuxNode Open(RadioHat hat, string folder)
    {
        ArgumentNullException.ThrowIfNull(hat);
        if (!File.Exists(hat.SpiDevicePath))
        {
            throw new FileNotFoundException(hat.SpiDevicePath);
        }

        var pins = new GpioController();
        SpiRadioBus spi = SpiRadioBus.Open(0, hat.SpiLine);
        IRadioBus bus = hat.SelectPin < 0 ? spi : new SelectedBus(spi, pins, hat.SelectPin);
        var wires = new GpioRadioPins(pins, hat.ResetPin, hat.InterruptPin, hat.TimeoutPin);
        var node = new LinuxNode(new Sx127xRadio(bus, wires, new Sx127xOptions()), wires.Raised, folder);
        node._owned.AddRange([wires, spi, pins]);
        return node;
    }

    /// <summary>Runs on a radio that the caller opened.</summary>
    /// <param name="radio">The radio.</param>
    /// <param name="raised">Set when the radio's interrupt line rises.</param>
    /// <param name="folder">Where the node's storage lies; created when absent.</param>
    public LinuxNode(ILoRaRadio radio, WaitHandle raised, string folder)
    {
        Directory.CreateDirectory(folder);
        _note = new FileRestartNote(folder);
        byte[] number = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Environment.MachineName + Path.GetFullPath(folder)));
        var hardware = new NodeHardware
        {
            Storage = new FolderStorage(Path.Combine(folder, "node")),
            Radio = radio,
            CurrentAes = _aes[0],
            OtherAes = _aes[1],
            TrustAes = _aes[2],
            SpareAes = _aes[3],
            TextModels = new EmbeddedTextModelStore(),
            Meters = this,
            RestartNote = _note,
            Random = new RandomSource((uint)RandomNumberGenerator.GetInt32(int.MaxValue)),
            Entropy = RandomNumberGenerator.GetBytes(32),
        };
        number.AsSpan(0, hardware.BoardId.Length).CopyTo(hardware.BoardId);
        _application = new NodeApplication(hardware);
        _terminal = new TerminalLink(_application.Link, _wake);
        _loop = new NodeLoop(_application, new Heartbeat(), new LoopParts { Links = [_terminal] });
        _events = [_wake, raised];
    }

    /// <summary>Path of the terminal on which the node's link answers.</summary>
    public string Port => _terminal.Path;

    /// <summary>The application.</summary>
    public NodeApplication Application => _application;

    /// <inheritdoc/>
    public long NowMs => (long)Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    /// <inheritdoc/>
    public int FreeHeapBytes => -1;

    /// <summary>Runs until cancelled, restarts included.</summary>
    public void Run(CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.Register(() => _wake.Set());
        _loop.Start(NowMs);
        while (!cancellation.IsCancellationRequested)
        {
            long startMs = NowMs;
            _loop.Pass(startMs);
            _application.OnPass(NowMs - startMs);
            if (_loop.TakeRestart() is var reason && reason != RestartReason.None)
            {
                _note.Write(reason, LoopStage.Waiting);
                _loop.Start(NowMs);
            }

            WaitHandle.WaitAny(_events, _loop.WaitMs(NowMs));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _terminal.Dispose();
        _owned.ForEach(o => o.Dispose());
        Array.ForEach(_aes, aes => aes.Dispose());
        _wake.Dispose();
    }
}

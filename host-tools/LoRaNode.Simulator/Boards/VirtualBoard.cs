using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Text;
using LoRaNode.Node;
using LoRaNode.Node.Boards;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A board in simulated time: the node application itself, the real driver, and a register-level radio chip. It runs a pass of the
/// event loop when the chip's interrupt line rises and when the application is due, and takes as long over signatures as the
/// interpreter would.
/// </summary>
public sealed class VirtualBoard : IDisposable
{
    /// <summary>
    /// Time of one unit of signature work on the board, in microseconds: a verification is about 2 million IL instructions in 320 units
    /// (measured by <c>crypto-instructions</c>), and the ESP32 interprets 2 million a second at the least.
    /// </summary>
    public const int MicrosecondsPerWorkUnit = 3_125;

    /// <summary>IL instructions for a frame that turns out to be garbage, without those for its bytes (measured by <c>crypto-instructions</c>).</summary>
    public const int InstructionsPerFrame = 1_100;

    /// <summary>IL instructions for each byte of it.</summary>
    public const int InstructionsPerByte = 34;

    // What the ESP32 interprets at the least in a microsecond, and what reading a frame over SPI and two native AES calls take besides (estimated).
    private const int InstructionsPerMicrosecond = 2;
    private const int NativeMicrosecondsPerFrame = 500;

    // From the edge on the interrupt pin to the loop's first line: event queue and a thread switch of the interpreter.
    private const int InterruptLatencyUs = 1_000;

    // One copy for all boards of a process: on a board the models lie in flash.
    private static readonly EmbeddedTextModelStore Models = new();

    private readonly SimulatedTime _time;
    private readonly DotnetAes[] _aes = [new(), new(), new(), new()];
    private readonly Sx127xRadio _radio;
    private long _wakeUs = long.MaxValue;
    private long _busyUntilUs;
    private long _workUnits;
    private bool _isRunning;
    private bool _isOff;
    private byte[]? _injected;
    private readonly MemoryRestartNote _restartNote = new();

    /// <summary>Builds a board on an air; its station there is <see cref="VirtualSx127x.Station"/>.</summary>
    /// <param name="air">The air between the boards.</param>
    /// <param name="storage">The board's flash.</param>
    /// <param name="settings">Radio settings of the network; null for those that a technician sets over the link.</param>
    /// <param name="seed">Seed of everything random on the board.</param>
    /// <param name="board">Which board it is; null for none of the known ones.</param>
    public VirtualBoard(Air air, INodeStorage storage, LoRaSettings? settings, int seed, BoardDefinition? board = null)
    {
        _time = air.Time;
        Chip = new VirtualSx127x(air);
        _radio = new Sx127xRadio(new VirtualRadioBus(Chip), new VirtualRadioPins(Chip, air.Time), new Sx127xOptions());
        var random = new Random(seed);
        var hardware = new NodeHardware
        {
            Storage = storage,
            Radio = _radio,
            RadioSettings = settings,
            Board = board,
            CurrentAes = _aes[0],
            OtherAes = _aes[1],
            TrustAes = _aes[2],
            SpareAes = _aes[3],
            Meters = new BoardMeters(),
            RestartNote = _restartNote,
            Random = new RandomSource((uint)random.Next()),
            TextModels = Models,
            Entropy = new byte[32],
        };
        random.NextBytes(hardware.Entropy);
        random.NextBytes(hardware.BoardId);
        Application = new NodeApplication(hardware);
        Chip.PinChanged += (pin, high) =>
        {
            if (pin == 0 && high)
            {
                Wake(_time.NowUs + InterruptLatencyUs);
            }
        };
    }

    /// <summary>The radio chip.</summary>
    public VirtualSx127x Chip { get; }

    /// <summary>The board's clock in milliseconds.</summary>
    public long NowMs => _time.NowMs;

    /// <summary>The node application.</summary>
    public NodeApplication Application { get; }

    /// <summary>Bytes allocated on this platform within the application's passes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Ways into the node; each may have something to send after a pass.</summary>
    public IList<LinkPort> Ports { get; } = [];

    /// <summary>Switches the board on, for the first time or again: only what its flash holds is left of the time before.</summary>
    public void PowerOn()
    {
        _isOff = false;
        _wakeUs = long.MaxValue;
        _workUnits = 0;
        Application.Start(_time.NowMs);
        Wake();
    }

    /// <summary>Switches the board on after it had restarted itself, or was too empty to run.</summary>
    public void PowerOn(RestartReason reason, LoopStage stage)
    {
        _restartNote.Write(reason, stage);
        PowerOn();
    }

    /// <summary>Pulls the plug: nothing of the board runs any more, and only its flash is left.</summary>
    public void PowerOff() => _isOff = true;

    /// <summary>Something outside brought work: runs a pass as soon as the board is free.</summary>
    public void Wake() => Wake(_time.NowUs);

    /// <summary>Frames given to <see cref="Inject"/> that the board got round to looking at.</summary>
    public long InjectedFramesRead { get; private set; }

    /// <summary>
    /// Puts a frame into the radio's buffer as if it had come over the air, at any rate. As in the chip, it takes the place of one that the board has
    /// not read yet. Looking at it keeps the board as busy as the interpreter would be.
    /// </summary>
    public void Inject(byte[] frame)
    {
        _injected = frame;
        Wake();
    }

    /// <summary>Gives the board a request over its link, as a cable would. Returns the reply.</summary>
    public byte[] Request(byte[] request)
    {
        byte[] reply = new byte[Node.Link.LinkMessage.MaxLength];
        int length = Application.Link.Handle(request, request.Length, reply, _time.NowMs);
        Wake();
        return reply[..length];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _radio.Dispose();
        foreach (var aes in _aes)
        {
            aes.Dispose();
        }
    }

    private void Wake(long atUs)
    {
        atUs = Math.Max(atUs, _busyUntilUs);
        if (atUs < _wakeUs)
        {
            _wakeUs = atUs;
            _time.Schedule(atUs, () => Pass(atUs));
        }
    }

    private void Pass(long atUs)
    {
        // An earlier wake-up has run in its place, or this one comes while the board waits for its chip.
        if (atUs != _wakeUs || _isRunning || _isOff)
        {
            return;
        }

        _isRunning = true;
        _wakeUs = long.MaxValue;
        long readingUs = ReadInjected();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Application.Run(_time.NowMs);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        bool isSending = false;
        foreach (LinkPort port in Ports)
        {
            isSending |= port.Run(_time.NowMs);
        }

        _isRunning = false;
        if (Application.Restart != RestartReason.None)
        {
            _restartNote.Write(Application.Restart, LoopStage.Waiting);
            Application.BeforeRestart();
            Application.Start(_time.NowMs);
        }

        long units = Application.Network?.WorkUnits ?? 0;
        _busyUntilUs = _time.NowUs + readingUs + ((units - _workUnits) * MicrosecondsPerWorkUnit);
        _workUnits = units;

        if (isSending)
        {
            Wake(_time.NowUs + 100);
        }

        // A millisecond that has begun counts as come: rounding down would spin on the same instant.
        if (Application.NextDueMs < long.MaxValue / 1000)
        {
            Wake(Math.Max(Application.NextDueMs * 1000, _time.NowUs + 100));
        }
    }

    /// <summary>Looks at the injected frame. Returns the microseconds that it takes.</summary>
    private long ReadInjected()
    {
        byte[]? frame = _injected;
        if (frame is null || Application.Network is not { } network)
        {
            return 0;
        }

        _injected = null;
        InjectedFramesRead++;
        network.Engine.OnFrame(frame, frame.Length, 0, -100, _time.NowMs);
        return NativeMicrosecondsPerFrame + ((InstructionsPerFrame + (InstructionsPerByte * (long)frame.Length)) / InstructionsPerMicrosecond);
    }
}

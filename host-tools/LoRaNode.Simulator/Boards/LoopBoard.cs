using LoRaNode.Core.Net;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Text;
using LoRaNode.Node;
using LoRaNode.Node.Display;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Power;
using LoRaNode.Node.SelfTest;
using LoRaNode.Node.Storage;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A board as the device's program runs it: the event loop with panel, button, meter and a link, on a virtual chip, in simulated time. What outlives
/// a restart (flash and note) is the caller's.
/// </summary>
public sealed class LoopBoard : IScreen, IButton, IPowerMeter, IRestartNote, IDisposable
{
    private static readonly EmbeddedTextModelStore Models = new();

    private readonly SimulatedTime _time;
    private readonly DotnetAes[] _aes = [new(), new(), new(), new()];
    private readonly Sx127xRadio _radio;
    private readonly NodeHardware _hardware;
    private RestartReason _noted;
    private LoopStage _stage;
    private bool _hasInterrupt;
    private ushort _tag;

    /// <summary>Builds the board and switches it on.</summary>
    /// <param name="air">The air around it.</param>
    /// <param name="storage">Its flash.</param>
    /// <param name="seed">Seed of everything random on it.</param>
    public LoopBoard(Air air, INodeStorage storage, int seed)
    {
        ArgumentNullException.ThrowIfNull(air);
        _time = air.Time;
        var chip = new VirtualSx127x(air);
        Station = chip.Station;
        _radio = new Sx127xRadio(new VirtualRadioBus(chip), new VirtualRadioPins(chip, air.Time), new Sx127xOptions());
        chip.PinChanged += (pin, high) => _hasInterrupt |= pin == 0 && high;
        var random = new Random(seed);
        _hardware = new NodeHardware
        {
            Storage = storage,
            Radio = _radio,
            RadioSettings = new LoRaSettings { PowerDbm = 17 },
            CurrentAes = _aes[0],
            OtherAes = _aes[1],
            TrustAes = _aes[2],
            SpareAes = _aes[3],
            Meters = new NoMeters(),
            RestartNote = this,
            Random = new RandomSource((uint)seed),
            TextModels = Models,
            Entropy = new byte[32],
        };
        random.NextBytes(_hardware.Entropy);
        Start(storage);
    }

    /// <summary>Its station on the air.</summary>
    public int Station { get; }

    /// <summary>Runs each pass of the loop; whoever measures passes puts himself around it.</summary>
    public Action<Action> AroundPass { get; set; } = pass => pass();

    /// <summary>The application of the present start.</summary>
    public NodeApplication Application { get; private set; } = null!;

    /// <summary>Its event loop.</summary>
    public NodeLoop Loop { get; private set; } = null!;

    /// <summary>What the loop tells its supervisor.</summary>
    public Heartbeat Heartbeat { get; private set; } = null!;

    /// <summary>Links of the board; a test may add one before the next pass.</summary>
    public LoopParts Parts { get; private set; } = null!;

    /// <summary>True while the button is held down.</summary>
    public bool IsPressed { get; set; }

    /// <summary>What the meter measures.</summary>
    public int BatteryMillivolts { get; set; } = 4000;

    /// <summary>The last picture on the panel; null while it is dark.</summary>
    public byte[]? Panel { get; private set; }

    /// <summary>Pictures that the panel was sent.</summary>
    public int Pictures { get; private set; }

    /// <summary>The pages of the display.</summary>
    public NodeScreen Screen => Loop.Screen;

    /// <summary>Switches on again with what is on the flash, as after a reset.</summary>
    public void Start(INodeStorage storage)
    {
        _hardware.Storage = storage;
        Application = new NodeApplication(_hardware);
        Heartbeat = new Heartbeat();
        Parts = new LoopParts { Screen = this, Button = this, Meter = this, Version = "test" };
        Loop = new NodeLoop(Application, Heartbeat, Parts);
        Loop.Start(_time.NowMs);
    }

    /// <summary>Gives the board a request over its link.</summary>
    public LinkStatus Request(LinkOperation operation, params byte[] body)
    {
        byte[] request = [(byte)operation, (byte)++_tag, (byte)(_tag >> 8), .. body];
        byte[] reply = new byte[LinkMessage.MaxLength];
        Application.Link.Handle(request, request.Length, reply, _time.NowMs);
        return (LinkStatus)reply[3];
    }

    /// <summary>Gives the board its credentials.</summary>
    public LinkStatus Provision(byte[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        byte[] head = [(byte)credentials.Length, (byte)(credentials.Length >> 8), 0, 0];
        return Request(LinkOperation.Provision, [.. head, .. credentials]);
    }

    /// <summary>Runs passes as the program does: at the radio's interrupt, or when the loop says so; until a restart.</summary>
    public void Run(long milliseconds)
    {
        long endMs = _time.NowMs + milliseconds;
        while (_time.NowMs < endMs && Loop.Restart == RestartReason.None)
        {
            _hasInterrupt = false;
            AroundPass(() => Loop.Pass(_time.NowMs));
            long untilMs = Math.Min(endMs, _time.NowMs + Math.Max(1, Loop.WaitMs(_time.NowMs)));
            while (_time.NowMs < untilMs && !_hasInterrupt)
            {
                _time.RunUntil((_time.NowMs + 1) * 1000);
            }
        }
    }

    void IScreen.Show(FrameBuffer picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Pictures++;
        Panel = (byte[])picture.Bytes.Clone();
    }

    void IScreen.SetPower(bool isOn) => Panel = isOn ? Panel : null;

    bool IPowerMeter.Measure(PowerReading reading)
    {
        reading.BatteryMillivolts = BatteryMillivolts;
        reading.InputMillivolts = 0;
        reading.IsCharging = false;
        return true;
    }

    void IRestartNote.Write(RestartReason reason, LoopStage stage) => (_noted, _stage) = (reason, stage);

    RestartReason IRestartNote.Take(out LoopStage stage)
    {
        stage = _stage;
        RestartReason reason = _noted;
        _noted = RestartReason.None;
        return reason;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _radio.Dispose();
        foreach (DotnetAes aes in _aes)
        {
            aes.Dispose();
        }
    }

    private sealed class NoMeters : IBoardMeters
    {
        public long NowMs => 0;

        public int FreeHeapBytes => 0;
    }
}

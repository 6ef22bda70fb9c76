using LoRaNode.Radio;
using LoRaNode.Simulator.Cities;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <summary>
/// A city whose radios are modelled register by register: each node has the firmware's driver, a virtual SX1276 and its pins, and the air of
/// the virtual radio lies between them. Slow, for cities of up to <see cref="MaxNodes"/> nodes: it shows what the frame-level
/// <see cref="SimulatedWorld"/> leaves out.
/// </summary>
public sealed class ChipWorld : CityWorld
{
    /// <summary>Most nodes: losses are a full matrix and every frame is offered to every chip.</summary>
    public const int MaxNodes = 400;

    private readonly SimulatedTime _time = new();
    private readonly LossMatrix _losses;
    private readonly Air _air;
    private readonly ChipStation[] _stations;
    private readonly int _jammer;
    private bool _hasJammer;

    /// <summary>Creates a world in which every node is off.</summary>
    /// <param name="city">The place; its radio must be one that the chip can be set to.</param>
    /// <param name="seed">Seed of everything random on the air.</param>
    /// <exception cref="ArgumentException">The city is too large, or its radio is none of the chip's.</exception>
    public ChipWorld(CityMap city, uint seed)
        : base(city, seed)
    {
        if (city.Count > MaxNodes || city.Radio.SymbolsPerBlock > (int)CodingRate.Cr48)
        {
            throw new ArgumentException("Too large, or no settings of the chip.", nameof(city));
        }

        _losses = new LossMatrix(city.Count + 1);
        for (int i = 0; i < city.Count; i++)
        {
            var reached = city.Reached(i);
            var dbm = city.ReceivedDbm(i);
            for (int k = 0; k < reached.Length; k++)
            {
                _losses.SetOneWay(i, reached[k], city.Radio.PowerDbm - dbm[k]);
            }
        }

        // The city says how noisy its receivers are; the chip's model says it by a noise figure.
        double noiseFigureDb = city.Radio.NoiseDbm - LinkConstants.ThermalNoiseDbmPerHz - (10 * Math.Log10(city.Radio.BandwidthHz));
        _air = new Air(_time, _losses, new LinkModel(new LinkConstants { NoiseFigureDb = noiseFigureDb }), seed);
        _stations = new ChipStation[city.Count];
        for (int i = 0; i < city.Count; i++)
        {
            _stations[i] = new ChipStation(this, _air, i, city.Radio.ToSettings());
        }

        _jammer = _air.Attach(null);
        _air.FrameStarted += OnStarted;
        _air.FrameConcluded += OnConcluded;
    }

    /// <inheritdoc/>
    public override long NowUs => _time.NowUs;

    /// <inheritdoc/>
    public override long FramesSent => _air.FramesSent;

    /// <inheritdoc/>
    public override bool IsOn(int node) => _stations[node].IsOn;

    /// <inheritdoc/>
    public override bool IsIdle(int node) => _stations[node].IsIdle;

    /// <inheritdoc/>
    public override void SwitchOn(int node)
    {
        if (!IsOn(node))
        {
            _stations[node].SwitchOn();
            Nodes[node].OnStart(NowUs);
        }
    }

    /// <inheritdoc/>
    public override void SwitchOff(int node)
    {
        if (IsOn(node))
        {
            _stations[node].SwitchOff();
            Nodes[node].OnStop(NowUs);
        }
    }

    /// <inheritdoc/>
    public override void SetDeaf(int node, bool deaf) => _stations[node].SetDeaf(deaf);

    /// <inheritdoc/>
    public override void SetJam(int node, double milliwatts)
    {
        if (milliwatts <= 0 && !_hasJammer)
        {
            return;
        }

        // One source of 0 dBm whose loss to each node is chosen so that the asked power arrives there.
        _losses.SetOneWay(_jammer, node, milliwatts <= 0 ? double.PositiveInfinity : -LinkModel.ToDb(milliwatts));
        _air.LossesChanged();
        if (!_hasJammer)
        {
            _hasJammer = true;
            _air.Add(new Jammer(_jammer, City.Radio.FrequencyHz, City.Radio.BandwidthHz, 0));
        }
    }

    /// <inheritdoc/>
    public override void Relink(int node, IReadOnlyDictionary<int, double> links)
    {
        for (int other = 0; other < City.Count; other++)
        {
            if (other != node)
            {
                _losses.Set(node, other, links.TryGetValue(other, out double dbm) ? City.Radio.PowerDbm - dbm : double.PositiveInfinity);
            }
        }

        _air.LossesChanged();
    }

    /// <inheritdoc/>
    public override void At(long atUs, Action<long> action) => _time.Schedule(atUs, () => action(_time.NowUs));

    /// <inheritdoc/>
    public override void SetTimer(int node, long atUs) => _stations[node].SetTimer(atUs);

    /// <inheritdoc/>
    public override bool IsReceiving(int node) => _stations[node].HasHeader;

    /// <inheritdoc/>
    public override void DetectActivity(int node) => _stations[node].DetectActivity();

    /// <inheritdoc/>
    public override void Transmit(int node, byte[] frame, int length, FrameKind kind, long turnaroundUs)
    {
        _stations[node].Transmit(frame, length, kind, turnaroundUs);
    }

    /// <inheritdoc/>
    public override void RunUntil(long untilUs) => _time.RunUntil(untilUs);

    internal SimulatedTime Time => _time;

    internal bool IsLost(long frame, int node) => IsLostAtRandom(frame, node);

    private void OnStarted(AirFrame frame)
    {
        var kind = _stations[frame.Station].Kind;
        Account(new SentFrame(frame.StartUs, frame.EndUs, frame.Station, frame.Payload.Length, kind, frame.Id, frame.Payload.ToArray()));
        for (int i = 0; i < City.Count; i++)
        {
            AccountHeard(kind, i, LinkModel.FromDb(frame.PowerAtDbm(i)), frame.EndUs - frame.StartUs);
        }
    }

    private void OnConcluded(AirFrame frame, int station, AirOutcome outcome)
    {
        if (outcome is AirOutcome.Received or AirOutcome.PayloadLost)
        {
            _stations[station].LastFrame = frame.Id;
            Received?.Invoke(NowUs, station, frame.Station, outcome == AirOutcome.Received);
        }
    }
}

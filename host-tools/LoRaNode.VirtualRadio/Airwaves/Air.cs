using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <summary>
/// The air between stations in simulated time. It works per frame: a frame has a start, an end of synchronisation, an end of header
/// and an end, and only these are events. What a receiver makes of it follows the rules of <see cref="LinkModel"/>; chance is
/// drawn from the seed, the frame and the receiver, so a run repeats exactly. Not for use by several threads.
/// </summary>
public sealed partial class Air
{
    // The longest window that looks back without a frame under way: activity detection at SF 12 and 7.8 kHz, (2^12 + 32) chips.
    private const long LookBackUs = 1_000_000;

    private readonly uint _seed;
    private readonly ILinkLosses _losses;
    private readonly List<IAirStation?> _stations = [];
    private readonly List<StationState> _states = [];
    private readonly List<AirFrame> _frames = [];
    private readonly Stack<AirFrame> _free = new();
    private readonly List<Jammer> _jammers = [];
    private double[][] _gains = [];
    private long _nextFrame;

    /// <summary>Creates an empty air.</summary>
    /// <param name="time">Clock and event queue.</param>
    /// <param name="losses">Losses between the stations, by the index that <see cref="Attach"/> returns.</param>
    /// <param name="model">Rules of the link; the defaults of the SX1276 when null.</param>
    /// <param name="seed">Seed of everything random.</param>
    public Air(SimulatedTime time, ILinkLosses losses, LinkModel? model = null, uint seed = 1)
    {
        Time = time;
        _losses = losses;
        Model = model ?? new LinkModel();
        _seed = seed;
    }

    /// <summary>Clock and event queue.</summary>
    public SimulatedTime Time { get; }

    /// <summary>Rules of the link.</summary>
    public LinkModel Model { get; }

    /// <summary>Standard deviation in decibels of the fading that each frame has at each receiver, besides the losses; 0 without.</summary>
    public double FadingSigmaDb { get; set; }

    /// <summary>Frames sent so far.</summary>
    public long FramesSent => _nextFrame;

    /// <summary>Called when a transmission begins. The frame is only valid during the call.</summary>
    public event Action<AirFrame>? FrameStarted;

    /// <summary>
    /// Called once for each frame and each station that could have heard it: at whose antenna it is above the demodulator limit of its
    /// spreading factor, or that locked on it.
    /// </summary>
    public event Action<AirFrame, int, AirOutcome>? FrameConcluded;

    /// <summary>Adds a station (or, with null, a place for a jammer) and returns its index.</summary>
    public int Attach(IAirStation? station)
    {
        _stations.Add(station);
        _states.Add(new StationState());
        _gains = [];
        return _stations.Count - 1;
    }

    /// <summary>Adds a jammer.</summary>
    public void Add(Jammer jammer) => _jammers.Add(jammer);

    /// <summary>Losses have changed (nodes moved): forget what was derived from them.</summary>
    public void LossesChanged() => _gains = [];

    /// <summary>A receiver starts to listen, now. What it was locked on is given up.</summary>
    public void StartListening(int station, in LoRaWaveform listening)
    {
        StopListening(station);
        var state = _states[station];
        state.IsListening = true;
        state.SinceUs = Time.NowUs;
        state.Listening = listening;
        state.NoiseMw = LinkModel.FromDb(Model.NoiseFloorDbm(listening.BandwidthHz));
    }

    /// <summary>A receiver stops listening; a frame that it was locked on is lost.</summary>
    public void StopListening(int station)
    {
        var state = _states[station];
        if (state.IsListening && state.Reception.IsLocked)
        {
            Conclude(state.Reception, station, AirOutcome.ReceiverStopped);
            state.Reception.Release();
        }

        state.IsListening = false;
    }

    /// <summary>Starts a transmission of the payload in the waveform; it ends by itself.</summary>
    public AirFrame Transmit(int station, in LoRaWaveform wave, double powerDbm, ReadOnlySpan<byte> payload)
    {
        Forget();
        var frame = _free.Count > 0 ? _free.Pop() : new AirFrame();
        frame.Id = _nextFrame++;
        frame.Station = station;
        frame.Wave = wave;
        frame.PowerDbm = powerDbm;
        frame.IsAborted = false;
        frame.StartUs = Time.NowUs;
        frame.SyncEndUs = frame.StartUs + wave.SyncEndUs;
        frame.LockStartUs = frame.StartUs + (Math.Max(0, wave.PreambleSymbols - Model.Constants.LockSymbols) * wave.SymbolUs);
        frame.HeaderEndUs = frame.StartUs + wave.HeaderEndUs;
        frame.EndUs = frame.StartUs + wave.TimeOnAirUs;
        payload[..wave.PayloadLength].CopyTo(frame.Buffer);
        SetPowers(frame, station, powerDbm);
        _frames.Add(frame);
        _states[station].SentUntilUs = frame.EndUs;

        long id = frame.Id;
        Time.Schedule(frame.SyncEndUs, () => Synchronize(frame, id));
        if (wave.ExplicitHeader)
        {
            Time.Schedule(frame.HeaderEndUs, () => EndHeader(frame, id));
        }

        Time.Schedule(frame.EndUs, () => EndFrame(frame, id));
        FrameStarted?.Invoke(frame);
        return frame;
    }

    /// <summary>The sender of a frame is stopped, now: what has not been sent is lost.</summary>
    public void Abort(AirFrame frame)
    {
        if (frame.EndUs > Time.NowUs)
        {
            frame.IsAborted = true;
            frame.EndUs = Time.NowUs;
            _states[frame.Station].SentUntilUs = Time.NowUs;
        }
    }

    /// <summary>A hopping sender goes to another frequency.</summary>
    public void RetuneSender(AirFrame frame, double frequencyHz)
    {
        frame.Wave = frame.Wave with { FrequencyHz = frequencyHz };
        CheckHops(frame);
    }

    /// <summary>A hopping receiver goes to another frequency, and stays locked.</summary>
    public void RetuneReceiver(int station, double frequencyHz)
    {
        var state = _states[station];
        state.Listening = state.Listening with { FrequencyHz = frequencyHz };
        if (state.Reception.IsLocked)
        {
            CheckHops(state.Reception.Frame);
        }
    }

    // Both sides hop at the end of the same symbol; a moment later they must be on one frequency, or the hop is lost.
    private void CheckHops(AirFrame frame)
    {
        long id = frame.Id;
        Time.Schedule(Time.NowUs + 1, () =>
        {
            for (int i = 0; i < _states.Count; i++)
            {
                var state = _states[i];
                if (frame.Id == id && state.Reception.IsLocked && ReferenceEquals(state.Reception.Frame, frame))
                {
                    state.Reception.MissedHop |= !Model.SameChirp(frame.Wave, state.Listening);
                }
            }
        });
    }

    /// <summary>The reception of a station, or null when it is not locked on a frame.</summary>
    public AirReception? ReceptionOf(int station) => _states[station].Reception.IsLocked ? _states[station].Reception : null;

    private void SetPowers(AirFrame frame, int station, double powerDbm)
    {
        int count = _stations.Count;
        if (frame.PowerMw.Length < count)
        {
            frame.PowerMw = new double[count];
        }

        double[] gains = GainsFrom(station);
        double sentMw = LinkModel.FromDb(powerDbm);
        for (int i = 0; i < count; i++)
        {
            double mw = sentMw * gains[i];
            if (FadingSigmaDb > 0 && mw > 0)
            {
                mw *= LinkModel.FromDb(FadingSigmaDb * LinkDraw.Normal(_seed, frame.Id, i, (int)Draw.Fading));
            }

            frame.PowerMw[i] = mw;
        }
    }

    private double[] GainsFrom(int station)
    {
        if (_gains.Length != _stations.Count)
        {
            _gains = new double[_stations.Count][];
        }

        var row = _gains[station];
        if (row is null)
        {
            row = new double[_stations.Count];
            for (int i = 0; i < row.Length; i++)
            {
                double loss = i == station ? double.PositiveInfinity : _losses.LossDb(station, i);
                row[i] = double.IsPositiveInfinity(loss) ? 0 : LinkModel.FromDb(-loss);
            }

            _gains[station] = row;
        }

        return row;
    }

    // Keeps only frames that something present or a look back can still overlap.
    private void Forget()
    {
        long horizon = Time.NowUs - LookBackUs;
        foreach (var frame in _frames)
        {
            if (frame.EndUs >= Time.NowUs)
            {
                horizon = Math.Min(horizon, frame.StartUs);
            }
        }

        // A reception may outlast its frame (a longer implicit length, a stopped sender).
        foreach (var state in _states)
        {
            if (state.Reception.IsLocked)
            {
                horizon = Math.Min(horizon, state.Reception.Frame.StartUs);
            }
        }

        _fskCarriers.RemoveAll(c => c.UntilUs < horizon);
        for (int i = _frames.Count - 1; i >= 0; i--)
        {
            // The planned events of a stopped frame still refer to it by its number; they find another number and do nothing.
            if (_frames[i].EndUs < horizon)
            {
                _free.Push(_frames[i]);
                _frames.RemoveAt(i);
            }
        }
    }

    // A reception is concluded once, also when the station stops listening because of what it is being told.
    private void Conclude(AirReception reception, int station, AirOutcome outcome)
    {
        if (!reception.IsConcluded)
        {
            reception.IsConcluded = true;
            Conclude(reception.Frame, station, outcome);
        }
    }

    private void Conclude(AirFrame frame, int station, AirOutcome outcome) => FrameConcluded?.Invoke(frame, station, outcome);

    /// <summary>What each random number decides.</summary>
    private enum Draw
    {
        Fading,
        Lock,
        Header,
        Payload,
        Cad,
        Damage,
    }

    private sealed class StationState
    {
        public readonly AirReception Reception = new();
        public bool IsListening;
        public long SinceUs;
        public LoRaWaveform Listening;
        public double NoiseMw;
        public long SentUntilUs;
    }
}

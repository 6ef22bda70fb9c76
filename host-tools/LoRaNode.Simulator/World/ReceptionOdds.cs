using LoRaNode.Radio;
using LoRaNode.Simulator.Cities;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <summary>
/// The link model's probabilities for one set of radio settings, tabulated over the effective SNR: a simulated hour of a city asks
/// millions of times. Immutable after construction but for tables that are filled on first use; each world has its own.
/// </summary>
internal sealed class ReceptionOdds
{
    private const double RangeDb = 8;
    private const double StepDb = 0.05;
    private const int Steps = (int)(2 * RangeDb / StepDb);

    private readonly LinkModel _model;
    private readonly CityRadio _radio;
    private readonly double _limitDb;
    private readonly float[] _lock = new float[Steps];
    private readonly float[] _header = new float[Steps];
    private readonly float[] _detectPreamble = new float[Steps];
    private readonly float[] _detectPayload = new float[Steps];
    private readonly float[]?[] _read = new float[256][];

    public ReceptionOdds(CityRadio radio)
    {
        _model = new LinkModel();
        _radio = radio;

        // The scenario's own sensitivity and noise decide, whatever the datasheet says of the spreading factor.
        _limitDb = radio.SensitivityDbm - radio.NoiseDbm;
        NoiseFactor = _model.NoiseFactor(radio.SpreadingFactor, radio.SpreadingFactor);
        for (int i = 0; i < Steps; i++)
        {
            double snr = ModelSnr(i);
            _lock[i] = (float)_model.LockProbability(snr, radio.SpreadingFactor);
            _header[i] = (float)_model.HeaderProbability(snr, radio.SpreadingFactor);
            _detectPreamble[i] = (float)_model.CadProbability(snr, radio.SpreadingFactor, true);
            _detectPayload[i] = (float)_model.CadProbability(snr, radio.SpreadingFactor, false);
        }
    }

    /// <summary>From an interferer's power to equivalent noise.</summary>
    public double NoiseFactor { get; }

    /// <summary>Weakest signal, in milliwatts, that a quiet receiver may lock on.</summary>
    public double WeakestMw => LinkModel.FromDb(_radio.NoiseDbm + _limitDb - 6);

    /// <summary>Symbols at the end of the preamble that must be heard.</summary>
    public int LockSymbols => _model.Constants.LockSymbols;

    public double Lock(double ratio) => Look(_lock, ratio, 0);

    public double Detect(double ratio, bool inPreamble) => Look(inPreamble ? _detectPreamble : _detectPayload, ratio, _model.Constants.CadFalseAlarm);

    public double Header(double ratio) => Look(_header, ratio, 0);

    /// <summary>Probability that the payload of a frame whose header was read is read.</summary>
    public double Read(double ratio, int length)
    {
        return Look(_read[length] ??= ReadTable(length), ratio, 0);
    }

    private double Look(float[] table, double ratio, double below)
    {
        double margin = LinkModel.ToDb(ratio) - _limitDb;
        if (margin >= RangeDb)
        {
            return 1;
        }

        return margin < -RangeDb ? below : table[(int)((margin + RangeDb) / StepDb)];
    }

    private float[] ReadTable(int length)
    {
        var wave = new LoRaWaveform(
            _radio.FrequencyHz,
            LoRaBandwidth.CodeOf((uint)_radio.BandwidthHz),
            _radio.SpreadingFactor,
            Math.Min(_radio.SymbolsPerBlock, 8) == 8 ? 5 : _radio.SymbolsPerBlock,
            _radio.PreambleSymbols,
            0,
            ExplicitHeader: true,
            PayloadCrc: true,
            InvertedIq: false,
            LowDataRate: false,
            length);
        float[] table = new float[Steps];
        for (int i = 0; i < Steps; i++)
        {
            double snr = ModelSnr(i);
            table[i] = (float)_model.PayloadProbability(snr, wave);
        }

        return table;
    }

    private double ModelSnr(int step)
    {
        return _model.DemodulatorLimitDb(_radio.SpreadingFactor) - RangeDb + ((step + 0.5) * StepDb);
    }
}

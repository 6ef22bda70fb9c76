namespace LoRaNode.VirtualRadio.Links;

/// <summary>
/// The rules of the LoRa link, without time or state: how strong a signal must be, what other signals do to it, and with which
/// probability a receiver locks on, reads the header and reads the payload. Immutable and free of allocation; any number of
/// threads may use one.
/// </summary>
/// <remarks>
/// Interference is turned into <em>equivalent noise</em>: a frame whose published threshold against an interferer is T decibels, and whose
/// demodulator limit is L, sees an interferer of power I as noise of I + T − L (dBm), so that it fails exactly at the threshold. Equivalent
/// noises add up, which makes several interferers, noise and jammers one figure: the effective SNR.
/// </remarks>
public sealed class LinkModel
{
    private const int LowestSf = 6;
    private const int HighestSf = 12;
    private readonly double[] _limitDb = new double[HighestSf + 1];
    private readonly double[][] _noiseFactor = new double[HighestSf + 1][];
    private readonly SymbolErrors _errors;

    /// <summary>Prepares the tables.</summary>
    public LinkModel(LinkConstants? constants = null)
    {
        Constants = constants ?? new LinkConstants();
        for (int sf = LowestSf; sf <= HighestSf; sf++)
        {
            _limitDb[sf] = LinkConstants.DemodulatorLimitDb[sf - LowestSf];
            _noiseFactor[sf] = new double[HighestSf + 1];
            for (int other = LowestSf; other <= HighestSf; other++)
            {
                double thresholdDb = other == sf ? Constants.CaptureDb : LinkConstants.InterSfThresholdDb[sf - LowestSf][other - LowestSf];
                _noiseFactor[sf][other] = FromDb(thresholdDb - _limitDb[sf]);
            }
        }

        _errors = new SymbolErrors(_limitDb);
    }

    /// <summary>The figures that the rules use.</summary>
    public LinkConstants Constants { get; }

    /// <summary>10^(x/10): decibels to a ratio, or dBm to milliwatts.</summary>
    public static double FromDb(double db) => Math.Pow(10, db / 10);

    /// <summary>A ratio to decibels, or milliwatts to dBm; −300 at most for nothing at all.</summary>
    public static double ToDb(double ratio) => ratio <= 1e-30 ? -300 : 10 * Math.Log10(ratio);

    /// <summary>Noise of the receiver in a bandwidth, in dBm: k T B and the noise figure.</summary>
    public double NoiseFloorDbm(double bandwidthHz) => LinkConstants.ThermalNoiseDbmPerHz + (10 * Math.Log10(bandwidthHz)) + Constants.NoiseFigureDb;

    /// <summary>Lowest SNR for a spreading factor, in decibels.</summary>
    public double DemodulatorLimitDb(int spreadingFactor) => _limitDb[spreadingFactor];

    /// <summary>Sensitivity in dBm: noise floor and demodulator limit.</summary>
    public double SensitivityDbm(int spreadingFactor, double bandwidthHz) => NoiseFloorDbm(bandwidthHz) + _limitDb[spreadingFactor];

    /// <summary>Whether a frame can be heard at all: carrier within the tolerance, and the same bandwidth, spreading factor, IQ and sync word.</summary>
    public bool Matches(in LoRaWaveform sent, in LoRaWaveform listening)
    {
        return SameChirp(sent, listening) && sent.SyncWord == listening.SyncWord;
    }

    /// <summary>Whether the chirps are of one kind, which is all that preamble and activity detection see.</summary>
    public bool SameChirp(in LoRaWaveform sent, in LoRaWaveform listening)
    {
        return sent.Bandwidth == listening.Bandwidth
            && sent.SpreadingFactor == listening.SpreadingFactor
            && sent.InvertedIq == listening.InvertedIq
            && Math.Abs(sent.FrequencyHz - listening.FrequencyHz) <= Constants.FrequencyTolerance * listening.BandwidthHz;
    }

    /// <summary>Share of the power of a signal that falls into a receiver's channel, 0 to 1; a chirp's spectrum is flat over its bandwidth.</summary>
    public static double InBandShare(double signalHz, double signalBandwidthHz, double channelHz, double channelBandwidthHz)
    {
        double from = Math.Max(signalHz - (signalBandwidthHz / 2), channelHz - (channelBandwidthHz / 2));
        double to = Math.Min(signalHz + (signalBandwidthHz / 2), channelHz + (channelBandwidthHz / 2));
        return to <= from ? 0 : Math.Min(1, (to - from) / signalBandwidthHz);
    }

    /// <summary>
    /// What a LoRa interferer does to a wanted frame of the same channel and bandwidth: the factor from its power to equivalent noise.
    /// </summary>
    public double NoiseFactor(int wantedSf, int interfererSf) => _noiseFactor[wantedSf][interfererSf];

    /// <summary>
    /// The factor from the power of an interferer at the receiver's antenna to equivalent noise, for any two waveforms; 0 when they do not
    /// overlap in frequency.
    /// </summary>
    public double NoiseFactor(in LoRaWaveform wanted, in LoRaWaveform interferer)
    {
        double share = InBandShare(
            interferer.FrequencyHz,
            interferer.BandwidthHz,
            wanted.FrequencyHz,
            wanted.BandwidthHz);
        if (share <= 0)
        {
            return 0;
        }

        return share * NoiseFactor(wanted.SpreadingFactor, EffectiveSf(wanted, interferer));
    }

    /// <summary>
    /// Probability that a receiver which hears the whole lock window synchronises: at most one of the deciding preamble symbols is lost.
    /// </summary>
    public double LockProbability(double snrDb, int spreadingFactor)
    {
        return SymbolErrors.BlockSuccess(_errors.Probability(spreadingFactor, spreadingFactor, snrDb), Constants.LockSymbols, corrected: 1);
    }

    /// <summary>Probability that the block with the header is read: 8 symbols of SF − 2 bits at CR 4/8, one lost symbol is corrected.</summary>
    public double HeaderProbability(double snrDb, int spreadingFactor)
    {
        return SymbolErrors.BlockSuccess(_errors.Probability(spreadingFactor, spreadingFactor - 2, snrDb), LoRaWaveform.HeaderSymbols, corrected: 1);
    }

    /// <summary>
    /// Probability that all payload symbols after the header's block are read. CR 4/5 and 4/6 detect errors, 4/7 and 4/8 correct one
    /// bit in each code word, that is one lost symbol in each block (datasheet 4.1.1.3; diagonal interleaving).
    /// </summary>
    public double PayloadProbability(double snrDb, in LoRaWaveform wave)
    {
        int symbols = wave.PayloadSymbols - LoRaWaveform.HeaderSymbols;
        if (symbols <= 0)
        {
            return 1;
        }

        int bits = wave.SpreadingFactor - (wave.LowDataRate ? 2 : 0);
        double lost = _errors.Probability(wave.SpreadingFactor, bits, snrDb);
        if (lost <= 0)
        {
            return 1;
        }

        double block = SymbolErrors.BlockSuccess(lost, wave.CodingRate, corrected: wave.CodingRate >= 7 ? 1 : 0);
        return Math.Pow(block, symbols / wave.CodingRate);
    }

    /// <summary>Probability that a whole frame is received under one effective SNR, in decibels.</summary>
    public double FrameProbability(double snrDb, in LoRaWaveform wave)
    {
        double margin = snrDb - _limitDb[wave.SpreadingFactor];
        if (margin >= SymbolErrors.CertainMarginDb)
        {
            return 1;
        }

        if (margin <= -SymbolErrors.CertainMarginDb)
        {
            return 0;
        }

        return LockProbability(snrDb, wave.SpreadingFactor)
            * HeaderProbability(snrDb, wave.SpreadingFactor)
            * PayloadProbability(snrDb, wave);
    }

    /// <summary>
    /// Probability that one channel activity detection reports the signal: the detector decides on one symbol. Never below the
    /// false-alarm rate.
    /// </summary>
    /// <param name="snrDb">Effective SNR in decibels.</param>
    /// <param name="spreadingFactor">Spreading factor.</param>
    /// <param name="inPreamble">True when the detector's symbol lies within the preamble.</param>
    public double CadProbability(double snrDb, int spreadingFactor, bool inPreamble)
    {
        double usedDb = inPreamble ? snrDb : snrDb - Constants.CadPayloadPenaltyDb;
        return Math.Max(Constants.CadFalseAlarm, 1 - _errors.Probability(spreadingFactor, spreadingFactor, usedDb));
    }

    // Chirps of equal slope (BW²/2^SF) are not orthogonal whatever their bandwidth (Goursaud and Gorce 2015): a signal of another
    // bandwidth counts as the spreading factor that has its slope in the receiver's bandwidth. Swapped I and Q turn up-chirps into
    // down-chirps; they correlate as little as another spreading factor does.
    private static int EffectiveSf(in LoRaWaveform wanted, in LoRaWaveform interferer)
    {
        int sf = interferer.SpreadingFactor;
        if (wanted.Bandwidth != interferer.Bandwidth)
        {
            double octaves = Math.Log2(interferer.BandwidthHz / wanted.BandwidthHz);
            double exact = sf - (2 * octaves);
            sf = (int)Math.Round(exact);
            if (sf == wanted.SpreadingFactor && Math.Abs(exact - sf) > 0.1)
            {
                sf++;
            }
        }

        if (sf == wanted.SpreadingFactor && interferer.InvertedIq != wanted.InvertedIq)
        {
            sf++;
        }

        if (sf > HighestSf)
        {
            sf = wanted.SpreadingFactor == HighestSf ? HighestSf - 1 : HighestSf;
        }

        if (sf < LowestSf)
        {
            sf = wanted.SpreadingFactor == LowestSf ? LowestSf + 1 : LowestSf;
        }

        return sf;
    }
}

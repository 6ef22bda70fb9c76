using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <content>Power in the channel: interference, signal strength, activity detection.</content>
public sealed partial class Air
{
    /// <summary>
    /// Power of all signals in a channel at a station now, in milliwatts, without the receiver's own noise.
    /// </summary>
    public double ChannelPowerMw(int station, double frequencyHz, double bandwidthHz, AirFrame? except = null)
    {
        double sum = JammersMw(station, frequencyHz, bandwidthHz, Time.NowUs, Time.NowUs + 1);
        foreach (var frame in _frames)
        {
            if (frame.Station != station && !ReferenceEquals(frame, except) && frame.OverlapsUs(Time.NowUs, Time.NowUs + 1))
            {
                double share = LinkModel.InBandShare(frame.Wave.FrequencyHz, frame.Wave.BandwidthHz, frequencyHz, bandwidthHz);
                sum += PowerAt(frame, station) * share;
            }
        }

        return sum;
    }

    /// <summary>
    /// Whether a receiver that listens with this waveform since a time has noticed a preamble by now: at least as many symbols as it
    /// needs to lock, and strong enough. The result is the end of that frame's synchronisation, or null.
    /// </summary>
    public long? PreambleUntilUs(int station, in LoRaWaveform listening, long sinceUs)
    {
        foreach (var frame in _frames)
        {
            if (frame.Station == station || frame.EndUs <= Time.NowUs || frame.SyncEndUs <= Time.NowUs || !Model.SameChirp(frame.Wave, listening))
            {
                continue;
            }

            long heardUs = Time.NowUs - Math.Max(frame.StartUs, sinceUs);
            if (heardUs >= Model.Constants.LockSymbols * listening.SymbolUs)
            {
                double snrDb = EffectiveSnrDb(frame, station, listening, Math.Max(frame.StartUs, sinceUs), Time.NowUs);
                double draw = LinkDraw.Uniform(_seed, frame.Id, station, (int)Draw.Lock);
                if (draw < Model.LockProbability(snrDb, listening.SpreadingFactor))
                {
                    return frame.SyncEndUs;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Result of an activity detection over a window that ends now or earlier. A signal that fills only a part of the window counts with that
    /// part of its energy; a window in the payload is less sure than one in the preamble.
    /// </summary>
    public bool DetectsActivity(int station, in LoRaWaveform listening, long fromUs, long toUs)
    {
        double missed = 1 - Model.Constants.CadFalseAlarm;
        foreach (var frame in _frames)
        {
            if (frame.Station == station || !frame.OverlapsUs(fromUs, toUs) || !Model.SameChirp(frame.Wave, listening))
            {
                continue;
            }

            double part = (Math.Min(frame.EndUs, toUs) - Math.Max(frame.StartUs, fromUs)) / (double)(toUs - fromUs);
            double snrDb = EffectiveSnrDb(frame, station, listening, fromUs, toUs) + LinkModel.ToDb(part);
            bool inPreamble = toUs <= frame.SyncEndUs;
            missed *= 1 - Model.CadProbability(snrDb, listening.SpreadingFactor, inPreamble);
        }

        return LinkDraw.Uniform(_seed, fromUs, station, (int)Draw.Cad) >= missed;
    }

    private double EffectiveSnrDb(AirFrame frame, int station, StationState state, long fromUs, long toUs)
    {
        return EffectiveSnrDb(frame, station, state.Listening, fromUs, toUs);
    }

    private double EffectiveSnrDb(AirFrame frame, int station, in LoRaWaveform listening, long fromUs, long toUs)
    {
        double noiseMw = LinkModel.FromDb(Model.NoiseFloorDbm(listening.BandwidthHz));
        double disturbanceMw = fromUs < toUs ? DisturbanceMw(frame, station, listening, fromUs, toUs) : 0;
        return LinkModel.ToDb(PowerAt(frame, station) / (noiseMw + disturbanceMw));
    }

    // The worst equivalent noise at any moment of a window. It can only grow when an interferer starts, so these moments suffice.
    private double DisturbanceMw(AirFrame wanted, int station, in LoRaWaveform listening, long fromUs, long toUs)
    {
        double worst = DisturbanceAtMw(wanted, station, listening, fromUs);
        foreach (var other in _frames)
        {
            if (other.StartUs > fromUs && other.StartUs < toUs && !ReferenceEquals(other, wanted) && other.Station != station)
            {
                worst = Math.Max(worst, DisturbanceAtMw(wanted, station, listening, other.StartUs));
            }
        }

        return worst + JammersMw(station, listening.FrequencyHz, listening.BandwidthHz, fromUs, toUs);
    }

    private double DisturbanceAtMw(AirFrame wanted, int station, in LoRaWaveform listening, long atUs)
    {
        double sum = 0;
        foreach (var other in _frames)
        {
            if (!ReferenceEquals(other, wanted) && other.Station != station && other.StartUs <= atUs && other.EndUs > atUs)
            {
                double mw = PowerAt(other, station);
                if (mw > 0)
                {
                    sum += mw * Model.NoiseFactor(listening, other.Wave);
                }
            }
        }

        return sum;
    }

    private double JammersMw(int station, double frequencyHz, double bandwidthHz, long fromUs, long toUs)
    {
        double sum = 0;
        foreach (var jammer in _jammers)
        {
            sum += JammerMw(jammer, station, frequencyHz, bandwidthHz, fromUs, toUs);
        }

        foreach (var carrier in _fskCarriers)
        {
            sum += JammerMw(carrier, station, frequencyHz, bandwidthHz, fromUs, toUs);
        }

        return sum;
    }

    private double JammerMw(Jammer jammer, int station, double frequencyHz, double bandwidthHz, long fromUs, long toUs)
    {
        if (jammer.Station == station || jammer.FromUs >= toUs || jammer.UntilUs <= fromUs)
        {
            return 0;
        }

        double share = LinkModel.InBandShare(jammer.FrequencyHz, jammer.BandwidthHz, frequencyHz, bandwidthHz);
        return LinkModel.FromDb(jammer.PowerDbm) * GainsFrom(jammer.Station)[station] * share;
    }

    // A station that was attached while the frame was on its way hears nothing of it.
    private static double PowerAt(AirFrame frame, int station) => station < frame.PowerMw.Length ? frame.PowerMw[station] : 0;
}

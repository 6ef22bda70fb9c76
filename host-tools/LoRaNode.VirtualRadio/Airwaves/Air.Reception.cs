using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Airwaves;

/// <content>The life of a frame at its receivers.</content>
public sealed partial class Air
{
    // The end of the sync word: each receiver that searches decides whether it locks on.
    private void Synchronize(AirFrame frame, long id)
    {
        if (frame.Id != id || frame.IsAborted)
        {
            return;
        }

        for (int i = 0; i < _stations.Count; i++)
        {
            if (i != frame.Station && _stations[i] is not null && PowerAt(frame, i) > 0)
            {
                Synchronize(frame, i);
            }
        }
    }

    private void Synchronize(AirFrame frame, int station)
    {
        var state = _states[station];
        double noiseMw = state.IsListening
            ? state.NoiseMw
            : LinkModel.FromDb(Model.NoiseFloorDbm(frame.Wave.BandwidthHz));
        double quietSnrDb = LinkModel.ToDb(PowerAt(frame, station) / noiseMw);
        bool audible = quietSnrDb >= Model.DemodulatorLimitDb(frame.Wave.SpreadingFactor);
        AirOutcome outcome;
        if (!state.IsListening)
        {
            outcome = state.SentUntilUs > frame.LockStartUs ? AirOutcome.Sending : AirOutcome.NotListening;
        }
        else if (!Model.Matches(frame.Wave, state.Listening))
        {
            outcome = AirOutcome.OtherSettings;
        }
        else if (state.Reception.IsLocked)
        {
            outcome = AirOutcome.Busy;
        }
        else if (state.SinceUs > frame.LockStartUs)
        {
            outcome = state.SentUntilUs > frame.LockStartUs ? AirOutcome.Sending : AirOutcome.NotListening;
        }
        else
        {
            double disturbanceMw = DisturbanceMw(frame, station, state.Listening, frame.LockStartUs, frame.SyncEndUs);
            double snrDb = LinkModel.ToDb(PowerAt(frame, station) / (noiseMw + disturbanceMw));
            int sf = frame.Wave.SpreadingFactor;
            double draw = LinkDraw.Uniform(_seed, frame.Id, station, (int)Draw.Lock);
            if (draw < Model.LockProbability(snrDb, sf))
            {
                LockOn(frame, station, state, noiseMw);
                return;
            }

            outcome = draw < Model.LockProbability(quietSnrDb, sf) ? AirOutcome.Interference : AirOutcome.TooWeak;
            audible |= outcome == AirOutcome.Interference;
        }

        if (audible)
        {
            Conclude(frame, station, outcome);
        }
    }

    private void LockOn(AirFrame frame, int station, StationState state, double noiseMw)
    {
        var reception = state.Reception;
        var listening = state.Listening;
        double otherMw = noiseMw + ChannelPowerMw(station, listening.FrequencyHz, listening.BandwidthHz, except: frame);
        reception.Lock(frame);
        reception.Listening = listening;
        reception.PowerDbm = LinkModel.ToDb(PowerAt(frame, station));
        reception.ChannelPowerDbm = LinkModel.ToDb(PowerAt(frame, station) + otherMw);
        reception.SnrDb = LinkModel.ToDb(PowerAt(frame, station) / otherMw);
        reception.FrequencyErrorHz = frame.Wave.FrequencyHz - listening.FrequencyHz;
        bool byHeader = listening.ExplicitHeader;
        reception.Length = byHeader ? frame.Wave.PayloadLength : listening.PayloadLength;
        reception.HasCrc = byHeader ? frame.Wave.PayloadCrc : listening.PayloadCrc;
        reception.CodingRate = byHeader ? frame.Wave.CodingRate : listening.CodingRate;
        reception.Outcome = AirOutcome.Received;

        long plannedUs = frame.StartUs + frame.Wave.TimeOnAirUs;
        reception.EndUs = byHeader ? plannedUs : frame.SyncEndUs + (listening.PayloadSymbols * listening.SymbolUs);
        if (reception.EndUs != plannedUs || !frame.Wave.ExplicitHeader)
        {
            // Not the events that the frame has of its own accord: this receiver counts symbols, or looks for a header, by itself.
            long epoch = reception.Epoch;
            if (byHeader)
            {
                Time.Schedule(frame.HeaderEndUs, () => EndHeaderOf(station, epoch));
            }

            if (reception.EndUs != plannedUs)
            {
                Time.Schedule(reception.EndUs, () => EndFrameOf(station, epoch));
            }
        }

        _stations[station]!.Synchronized(reception);
    }

    private void EndHeader(AirFrame frame, long id)
    {
        if (frame.Id != id)
        {
            return;
        }

        for (int i = 0; i < _stations.Count; i++)
        {
            var reception = _states[i].Reception;
            if (reception.IsLocked && ReferenceEquals(reception.Frame, frame) && reception.Listening.ExplicitHeader)
            {
                EndHeaderOf(i, reception.Epoch);
            }
        }
    }

    private void EndHeaderOf(int station, long epoch)
    {
        var state = _states[station];
        var reception = state.Reception;
        if (!reception.IsLocked || reception.Epoch != epoch)
        {
            return;
        }

        var frame = reception.Frame;
        AirOutcome? failure = null;
        if (frame.IsAborted && frame.EndUs < frame.HeaderEndUs)
        {
            failure = AirOutcome.SenderStopped;
        }
        else if (!frame.Wave.ExplicitHeader)
        {
            failure = AirOutcome.FormMismatch;
        }
        else if (!IsHeaderBlockRead(frame, station, state))
        {
            failure = AirOutcome.HeaderLost;
        }

        if (failure is { } reason)
        {
            reception.Outcome = reason;
            Conclude(reception, station, reason);

            // The receiver searches again from here on.
            state.SinceUs = Time.NowUs;
            _stations[station]!.HeaderEnded(reception, readable: false);
            if (reception.IsLocked && reception.Epoch == epoch)
            {
                reception.Release();
            }

            return;
        }

        _stations[station]!.HeaderEnded(reception, readable: true);
    }

    private bool IsHeaderBlockRead(AirFrame frame, int station, StationState state)
    {
        double snrDb = EffectiveSnrDb(frame, station, state, frame.SyncEndUs, frame.HeaderEndUs);
        double draw = LinkDraw.Uniform(_seed, frame.Id, station, (int)Draw.Header);
        return draw < Model.HeaderProbability(snrDb, frame.Wave.SpreadingFactor);
    }

    private void EndFrame(AirFrame frame, long id)
    {
        if (frame.Id != id)
        {
            return;
        }

        for (int i = 0; i < _stations.Count; i++)
        {
            var reception = _states[i].Reception;
            if (reception.IsLocked && ReferenceEquals(reception.Frame, frame) && reception.EndUs == Time.NowUs)
            {
                EndFrameOf(i, reception.Epoch);
            }
        }
    }

    private void EndFrameOf(int station, long epoch)
    {
        var state = _states[station];
        var reception = state.Reception;
        if (!reception.IsLocked || reception.Epoch != epoch)
        {
            return;
        }

        reception.Outcome = Judge(reception, station, state);
        Conclude(reception, station, reception.Outcome);
        state.SinceUs = Time.NowUs;
        _stations[station]!.FrameEnded(reception);
        if (reception.IsLocked && reception.Epoch == epoch)
        {
            reception.Release();
        }
    }

    private AirOutcome Judge(AirReception reception, int station, StationState state)
    {
        var frame = reception.Frame;
        var sent = frame.Wave;
        var listening = reception.Listening;
        if (frame.IsAborted && frame.EndUs < reception.EndUs)
        {
            return AirOutcome.SenderStopped;
        }

        if (reception.MissedHop)
        {
            return AirOutcome.PayloadLost;
        }

        bool sameForm = sent.ExplicitHeader == listening.ExplicitHeader && sent.LowDataRate == listening.LowDataRate;
        if (!listening.ExplicitHeader)
        {
            // The receiver trusts its own registers. A shorter length without CRC still reads the bytes it asked for.
            sameForm &= sent.CodingRate == listening.CodingRate;
            sameForm &= sent.PayloadLength == listening.PayloadLength
                ? sent.PayloadCrc || !listening.PayloadCrc
                : listening.PayloadLength < sent.PayloadLength && !listening.PayloadCrc;
        }

        if (!sameForm)
        {
            return AirOutcome.FormMismatch;
        }

        if (!listening.ExplicitHeader && !IsHeaderBlockRead(frame, station, state))
        {
            return AirOutcome.PayloadLost;
        }

        double snrDb = EffectiveSnrDb(frame, station, state, frame.HeaderEndUs, Math.Min(reception.EndUs, frame.EndUs));
        double draw = LinkDraw.Uniform(_seed, frame.Id, station, (int)Draw.Payload);
        return draw < Model.PayloadProbability(snrDb, sent) ? AirOutcome.Received : AirOutcome.PayloadLost;
    }

    /// <summary>
    /// Copies what a receiver's memory holds after a frame: the payload, or, when symbols were lost, the payload with wrong bits in it (the
    /// same each time for the same frame and receiver).
    /// </summary>
    public void CopyPayload(AirReception reception, int station, Span<byte> target)
    {
        var payload = reception.Frame.Payload;
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = i < payload.Length ? payload[i] : (byte)LinkDraw.Bits(_seed, reception.Frame.Id, station + i, (int)Draw.Damage);
        }

        if (reception.Outcome != AirOutcome.Received && target.Length > 0)
        {
            ulong bits = LinkDraw.Bits(_seed, reception.Frame.Id, station, (int)Draw.Damage);
            int wrong = 1 + (int)(bits % (uint)Math.Max(1, target.Length / 4));
            for (int i = 0; i < wrong; i++)
            {
                ulong at = LinkDraw.Bits(_seed, reception.Frame.Id + i, station, (int)Draw.Damage);
                target[(int)((at >> 8) % (uint)target.Length)] ^= (byte)(1 + (at % 255));
            }
        }
    }
}

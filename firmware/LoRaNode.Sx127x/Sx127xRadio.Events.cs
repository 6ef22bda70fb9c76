using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>What happens, and what it means for the owner.</content>
public sealed partial class Sx127xRadio
{
    private const int EventFlags = Sx127xBits.ReceiveDone | Sx127xBits.ReceiveTimeout | Sx127xBits.TransmitDone | Sx127xBits.ActivityDone;

    /// <inheritdoc/>
    public RadioEvent Poll(long nowMs)
    {
        switch (_state)
        {
            case State.Broken:
                return PollBroken(nowMs);
            case State.Transmitting:
            case State.Detecting:
            case State.ListeningOnce:
                return PollOperation(nowMs);
            case State.Listening:
                RadioEvent heard = PollOperation(nowMs);
                return heard == RadioEvent.None && _mustSetUp ? OverhaulWhenQuiet(nowMs) : heard;
            case State.Idle:
                return _mustSetUp ? Overhaul(nowMs) : PollIdle(nowMs);
            default:
                return RadioEvent.None;
        }
    }

    private RadioEvent PollBroken(long nowMs)
    {
        if (_reportFailure)
        {
            _reportFailure = false;
            _reportRecovery = false;
            _nextPollMs = _retryMs;
            return RadioEvent.Failed;
        }

        if (nowMs < _retryMs)
        {
            return RadioEvent.None;
        }

        return _settings != null && Recover(nowMs) ? RadioEvent.Recovered : RadioEvent.None;
    }

    private RadioEvent PollIdle(long nowMs)
    {
        if (_reportRecovery)
        {
            _reportRecovery = false;
            return RadioEvent.Recovered;
        }

        if (nowMs < _watchMs)
        {
            return RadioEvent.None;
        }

        return TakeSnapshot(Sx127xMode.Standby) ? StayAlert(nowMs) : LoseRegisters(nowMs);
    }

    private RadioEvent PollOperation(long nowMs)
    {
        bool isRaised = _interruptWorks && _pins.ReadInterrupt();
        if (!isRaised && _timeoutPin != null && _state == State.ListeningOnce)
        {
            isRaised = _timeoutPin.ReadTimeoutInterrupt();
        }

        if (!isRaised && nowMs < _nextPollMs && !_mustSetUp)
        {
            return RadioEvent.None;
        }

        bool isKnown = isRaised;
        if (!isKnown && nowMs < _watchMs && nowMs < _overdueMs)
        {
            // Polling: two bytes say whether the whole state is worth reading.
            int peek = _chip.Read(Sx127xRegister.InterruptFlags);
            if ((peek & EventFlags) == 0)
            {
                ScheduleNextPoll(nowMs);
                return RadioEvent.None;
            }

            isKnown = true;
        }

        ReadSnapshot();
        if (!isKnown && (_snapshot[(int)Sx127xRegister.InterruptFlags] & EventFlags) != 0)
        {
            // The flag may have risen in the middle of the burst; a second one is of one piece.
            ReadSnapshot();
        }

        return Judge(isRaised, nowMs);
    }

    private RadioEvent Judge(bool isRaised, long nowMs)
    {
        byte mode = _snapshot[(int)Sx127xRegister.OperatingMode];
        bool isStandby = mode == OperatingMode(Sx127xMode.Standby);
        bool isRunning = mode == OperatingMode(ModeOf(_state));
        int flags = _snapshot[(int)Sx127xRegister.InterruptFlags];
        if ((!isRunning && (!isStandby || _state == State.Listening)) || !HoldsImage())
        {
            return LoseRegisters(nowMs);
        }

        if ((flags & EventFlags) != 0)
        {
            NoteInterrupt(isRaised, flags);
            return Finish(flags, nowMs);
        }

        if (isRaised)
        {
            DoubtInterrupt();
            _counters.FalseInterrupts++;
        }

        if (isStandby && _state == State.ListeningOnce)
        {
            // A bad header also ends single reception, without a flag of its own.
            Enter(State.Idle, Never, nowMs);
            return RadioEvent.ReceiveTimeout;
        }

        if (nowMs >= _overdueMs)
        {
            return Overdue(nowMs);
        }

        return StayAlert(nowMs);
    }

    private RadioEvent Finish(int flags, long nowMs)
    {
        // First the flags, then the data: an event that comes while the data are read must raise them again.
        _chip.Write(Sx127xRegister.InterruptFlags, (byte)flags);
        RadioEvent happened = RadioEvent.None;
        switch (_state)
        {
            case State.Transmitting:
                if ((flags & Sx127xBits.TransmitDone) != 0)
                {
                    _counters.FramesSent++;
                    happened = RadioEvent.TransmitDone;
                }

                break;
            case State.Detecting:
                if ((flags & Sx127xBits.ActivityDone) != 0)
                {
                    happened = (flags & Sx127xBits.ActivityDetected) != 0 ? RadioEvent.ChannelBusy : RadioEvent.ChannelClear;
                }

                break;
            default:
                if ((flags & Sx127xBits.ReceiveDone) != 0)
                {
                    happened = TakeFrame(flags);
                }
                else if ((flags & Sx127xBits.ReceiveTimeout) != 0 && _state == State.ListeningOnce)
                {
                    happened = RadioEvent.ReceiveTimeout;
                }

                break;
        }

        if (happened == RadioEvent.None || _state == State.Listening)
        {
            ScheduleNextPoll(nowMs);
        }
        else
        {
            Enter(State.Idle, Never, nowMs);
        }

        return happened;
    }

    private RadioEvent TakeFrame(int flags)
    {
        int length = _snapshot[(int)Sx127xRegister.ReceivedLength];
        sbyte snr = (sbyte)_snapshot[(int)Sx127xRegister.PacketSnr];
        _frame.Length = length;
        _frame.SnrQuarterDb = snr;
        _frame.RssiDbm = SignalMeasurement.PacketRssiDbm(_snapshot[(int)Sx127xRegister.PacketRssi], snr, _image.IsLowPort);
        _frame.FrequencyErrorHz = SignalMeasurement.FrequencyErrorHz(
            _snapshot[(int)Sx127xRegister.FrequencyErrorMsb],
            _snapshot[(int)Sx127xRegister.FrequencyErrorMid],
            _snapshot[(int)Sx127xRegister.FrequencyErrorLsb],
            _image[Sx127xRegister.ModemConfig1] >> 4);

        bool hasCrc = !_settings.ExplicitHeader || (_snapshot[(int)Sx127xRegister.HopChannel] & Sx127xBits.CrcOnPayload) != 0;
        if ((flags & Sx127xBits.PayloadCrcError) != 0 || (_settings.PayloadCrc && !hasCrc))
        {
            _counters.FramesDamaged++;
            return RadioEvent.FrameDamaged;
        }

        _chip.Write(Sx127xRegister.FifoAddress, _snapshot[(int)Sx127xRegister.FifoReceiveCurrent]);
        _chip.Read(Sx127xRegister.Fifo, _frame.Payload, 0, length);
        _counters.FramesReceived++;
        return RadioEvent.FrameReceived;
    }

    private static Sx127xMode ModeOf(State state)
    {
        switch (state)
        {
            case State.Transmitting: return Sx127xMode.Transmit;
            case State.Listening: return Sx127xMode.ReceiveContinuous;
            case State.ListeningOnce: return Sx127xMode.ReceiveSingle;
            case State.Detecting: return Sx127xMode.DetectActivity;
            default: return Sx127xMode.Standby;
        }
    }
}

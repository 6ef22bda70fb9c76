using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <content>The watchdog: time, the interrupt line, and setting the chip up anew.</content>
public sealed partial class Sx127xRadio
{
    /// <summary>So many wrong levels of the interrupt line in a row, and the chip is set up anew.</summary>
    private const int MaxInterruptDoubts = 3;

    private int _interruptDoubts;
    private bool _mustSetUp;
    private bool _reportFailure;
    private long _retryMs;
    private long _watchMs;

    private RadioEvent Overdue(long nowMs)
    {
        if (_state == State.ListeningOnce)
        {
            // It heard a preamble and then no frame; nothing is wrong with the chip.
            EnterStandby();
            Enter(State.Idle, Never, nowMs);
            return RadioEvent.ReceiveTimeout;
        }

        _counters.OperationsOverdue++;
        return Overhaul(nowMs);
    }

    private RadioEvent Overhaul(long nowMs)
    {
        _reportRecovery = false;
        return Recover(nowMs) ? RadioEvent.Recovered : PollBroken(nowMs);
    }

    /// <summary>Only the interrupt line is in doubt, and polling does without it: a frame that is coming in is waited for.</summary>
    private RadioEvent OverhaulWhenQuiet(long nowMs)
    {
        if (IsReceiving())
        {
            _nextPollMs = nowMs + PollingMs;
            return RadioEvent.None;
        }

        return Overhaul(nowMs);
    }

    private RadioEvent LoseRegisters(long nowMs)
    {
        _counters.RegistersLost++;
        return Overhaul(nowMs);
    }

    private RadioEvent StayAlert(long nowMs)
    {
        _watchMs = nowMs + _options.WatchdogMs;
        ScheduleNextPoll(nowMs);
        return RadioEvent.None;
    }

    /// <summary>Compares the interrupt line with the flag that it must show.</summary>
    private void NoteInterrupt(bool isRaised, int flags)
    {
        if (!_interruptWorks || (flags & (Sx127xBits.ReceiveDone | Sx127xBits.TransmitDone | Sx127xBits.ActivityDone)) == 0)
        {
            return;
        }

        if (isRaised || _pins.ReadInterrupt())
        {
            _interruptDoubts = 0;
            return;
        }

        _counters.MissedInterrupts++;
        DoubtInterrupt();
    }

    /// <summary>
    /// The line contradicts the flags. Perhaps the chip forgot what the line should show, so that is written again; when it
    /// happens time after time the chip is set up anew, and the self-test finds out whether the line is worth anything.
    /// </summary>
    private void DoubtInterrupt()
    {
        if (!_interruptWorks)
        {
            return;
        }

        _chip.Write(Sx127xRegister.DioMapping1, _image[Sx127xRegister.DioMapping1]);
        if (++_interruptDoubts >= MaxInterruptDoubts)
        {
            _interruptWorks = false;
            _status = RadioStatus.InterruptNotConnected;
            _mustSetUp = true;
        }
    }

    private void ScheduleNextPoll(long nowMs)
    {
        if (_state == State.Sleeping)
        {
            _nextPollMs = Never;
            return;
        }

        if (_watchMs <= nowMs || _watchMs > nowMs + _options.WatchdogMs)
        {
            _watchMs = nowMs + _options.WatchdogMs;
        }

        if ((_mustSetUp && (_state == State.Idle || _state == State.Listening)) || (_reportRecovery && _state == State.Idle))
        {
            _nextPollMs = nowMs;
            return;
        }

        if (_state == State.Idle)
        {
            _nextPollMs = _watchMs;
            return;
        }

        long next = _watchMs < _overdueMs ? _watchMs : _overdueMs;

        // An operation with a known end is asked about then even if the interrupt line works: a dead line costs little.
        if (_state != State.Listening)
        {
            long look = nowMs < _expectedEndMs ? _expectedEndMs + (_interruptWorks ? GraceMs / 2 : 1) : nowMs + PollingMs;
            next = look < next ? look : next;
        }
        else if (!_interruptWorks)
        {
            long look = nowMs + PollingMs;
            next = look < next ? look : next;
        }

        _nextPollMs = next;
    }

    /// <summary>Sets the chip up anew and goes on listening if that was wanted. False leaves the radio broken until a retry succeeds.</summary>
    private bool Recover(long nowMs)
    {
        _counters.Recoveries++;
        _image.Compute(_settings, _options);
        if (!BringUp(nowMs))
        {
            EnterBroken(nowMs);
            return false;
        }

        if (_listenAfterRecovery && !StartListening(nowMs))
        {
            _status = RadioStatus.Malfunction;
            EnterBroken(nowMs);
            return false;
        }

        return true;
    }

    private bool GiveUp(long nowMs)
    {
        if (_state != State.Broken)
        {
            _status = RadioStatus.Malfunction;
            EnterBroken(nowMs);
        }

        return false;
    }

    private void EnterBroken(long nowMs)
    {
        if (_state != State.Broken)
        {
            _reportFailure = true;
        }

        _state = State.Broken;
        _nextPollMs = _reportFailure ? nowMs : nowMs + RetryMs;
        _retryMs = nowMs + RetryMs;
    }

    /// <summary>For calls whose result says that the radio is broken: an event would tell it twice.</summary>
    private void EnterBrokenQuietly(long nowMs)
    {
        EnterBroken(nowMs);
        _reportFailure = false;
        _nextPollMs = _retryMs;
    }
}

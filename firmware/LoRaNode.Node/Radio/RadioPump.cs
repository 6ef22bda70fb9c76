using LoRaNode.Core.Relay;
using LoRaNode.Radio;

namespace LoRaNode.Node.Radio;

/// <summary>
/// Carries events from the radio to the relay engine and its wishes back. The radio is always in one of three states: receiving,
/// listening whether the channel is free, or sending; after each of the last two it receives again.
/// </summary>
public sealed class RadioPump
{
    // More events than this in one pass cannot be real: the rest waits for the next pass, so that nothing else starves.
    private const int MaxEventsPerPass = 8;

    private readonly ILoRaRadio _radio;
    private readonly RelayEngine _engine;
    private readonly IRadioNotice _notice;
    private Activity _activity;
    private bool _hasFailed;
    private long _nextMs;

    /// <summary>Joins a started radio and an engine.</summary>
    public RadioPump(ILoRaRadio radio, RelayEngine engine, IRadioNotice notice)
    {
        _radio = radio;
        _engine = engine;
        _notice = notice;
    }

    private enum Activity : byte
    {
        Standby,
        Receiving,
        Detecting,
        Sending,
    }

    /// <summary>When <see cref="Run"/> wants to be called again at the latest, in monotonic milliseconds.</summary>
    public long NextDueMs
    {
        get { return _nextMs; }
    }

    /// <summary>True while a frame is on its way out or the channel is being looked at for it.</summary>
    public bool IsSending
    {
        get { return _activity == Activity.Sending || _activity == Activity.Detecting; }
    }

    /// <summary>Puts the radio to sleep until the next <see cref="Run"/>.</summary>
    public void Pause(long nowMs)
    {
        _radio.Sleep(nowMs);
        _activity = Activity.Standby;
    }

    /// <summary>Header of the frame that is being handed to the engine, for whoever judges it: valid within that call.</summary>
    public byte[] CurrentFrame
    {
        get { return _radio.ReceivedFrame.Payload; }
    }

    /// <summary>Reports everything that happened and starts what is due. True when something happened: the engine has had its share of the pass.</summary>
    public bool Run(long nowMs)
    {
        int events = 0;
        while (events < MaxEventsPerPass && Report(_radio.Poll(nowMs), nowMs))
        {
            events++;
            Act(nowMs);
        }

        Act(nowMs);
        long engine = _engine.NextDueMs;
        long radio = _radio.NextPollMs;
        _nextMs = engine < radio ? engine : radio;
        return events > 0;
    }

    /// <summary>Tells the engine of one event. False when there was none.</summary>
    private bool Report(RadioEvent happened, long nowMs)
    {
        if (happened != RadioEvent.None && happened != RadioEvent.Failed)
        {
            _hasFailed = false;
        }

        ReceivedFrame frame = _radio.ReceivedFrame;
        switch (happened)
        {
            case RadioEvent.FrameReceived:
                _engine.OnFrame(frame.Payload, frame.Length, frame.SnrQuarterDb, frame.RssiDbm, nowMs);
                return true;

            case RadioEvent.FrameDamaged:
                _engine.OnFrameDamaged(frame.Length, frame.SnrQuarterDb, nowMs);
                return true;

            case RadioEvent.TransmitDone:
                _activity = Activity.Standby;
                _engine.OnTransmitDone(nowMs);
                return true;

            case RadioEvent.ChannelClear:
                _activity = Activity.Standby;
                _engine.OnChannelClear(nowMs);
                return true;

            case RadioEvent.ChannelBusy:
                _activity = Activity.Standby;
                _engine.OnChannelBusy(nowMs);
                return true;

            case RadioEvent.ReceiveTimeout:
                _activity = Activity.Standby;
                return true;

            case RadioEvent.Recovered:
                // Whatever was under way is lost; the engine gives it up when no answer comes.
                _activity = Activity.Standby;
                _notice.OnRadioRecovered(nowMs);
                return true;

            case RadioEvent.Failed:
                _activity = Activity.Standby;
                if (!_hasFailed)
                {
                    _hasFailed = true;
                    _notice.OnRadioFailed(_radio.Status, nowMs);
                }

                return false;

            default:
                return false;
        }
    }

    private void Act(long nowMs)
    {
        RelayAction action = _activity == Activity.Standby || _activity == Activity.Receiving ? _engine.Next(nowMs) : RelayAction.None;
        if (action == RelayAction.DetectActivity)
        {
            // A header was found: detection would lose the frame that is coming in.
            if (_activity == Activity.Receiving && _radio.IsReceiving())
            {
                _engine.OnChannelBusy(nowMs);
            }
            else if (_radio.DetectActivity(nowMs))
            {
                _activity = Activity.Detecting;
            }
        }
        else if (action == RelayAction.Transmit && _radio.Transmit(_engine.TransmitBuffer, 0, _engine.TransmitLength, nowMs))
        {
            _activity = Activity.Sending;
        }

        if (_activity == Activity.Standby && _radio.Receive(nowMs))
        {
            _activity = Activity.Receiving;
        }
    }
}

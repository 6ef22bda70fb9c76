using System.Diagnostics.CodeAnalysis;
using LoRaNode.Radio;
using LoRaNode.Sx127x;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.Simulator.World;

/// <summary>
/// One node's radio in a <see cref="ChipWorld"/>: the firmware's driver on a virtual chip. The driver is polled when the chip raises its
/// interrupt line and when the driver's own watchdog is due, as the loop of a board does.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The driver's end only puts the virtual chip to sleep, which ends with its world.")]
internal sealed class ChipStation
{
    // From the edge on the interrupt pin to the driver: event queue and a thread switch of the interpreter.
    private const long InterruptLatencyUs = 1_000;

    private readonly ChipWorld _world;
    private readonly int _node;
    private readonly VirtualSx127x _chip;
    private readonly Sx127xRadio _radio;
    private readonly LoRaSettings _settings;
    private readonly byte[] _frame = new byte[ReceivedFrame.MaxLength];
    private Activity _activity = Activity.Off;
    private long _polledUs = long.MaxValue;
    private long _timerUs = long.MaxValue;
    private int _timerVersion;
    private int _boots;
    private bool _isRunning;

    public ChipStation(ChipWorld world, Air air, int node, LoRaSettings settings)
    {
        _world = world;
        _node = node;
        _settings = settings;
        _chip = new VirtualSx127x(air);
        _radio = new Sx127xRadio(new VirtualRadioBus(_chip), new VirtualRadioPins(_chip, air.Time), new Sx127xOptions());
        _chip.PinChanged += (pin, high) =>
        {
            if (pin == 0 && high)
            {
                PollAt(_world.NowUs + InterruptLatencyUs);
            }
        };
    }

    private enum Activity : byte
    {
        Off,
        Standby,
        Receiving,
        Detecting,
        Sending,
        Deaf,
    }

    public bool IsOn => _activity != Activity.Off;

    public bool IsIdle => _activity is Activity.Receiving or Activity.Standby;

    public bool HasHeader => _activity == Activity.Receiving && _radio.IsReceiving();

    /// <summary>What the frame is for that is being sent.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>Number of the last frame that the chip had to its end.</summary>
    public long LastFrame { get; set; }

    private long NowMs => _world.NowUs / 1000;

    public void SwitchOn()
    {
        _boots++;
        _chip.SetReset(false);

        // Nothing else of this station runs while the driver waits for its chip.
        _isRunning = true;
        var status = _radio.Start(_settings, NowMs);
        _isRunning = false;
        if (status != RadioStatus.Ok)
        {
            throw new InvalidOperationException($"The virtual radio does not start: {status}.");
        }

        _activity = Activity.Standby;
        Settle();
    }

    public void SwitchOff()
    {
        _boots++;
        _timerVersion++;
        _timerUs = long.MaxValue;
        _activity = Activity.Off;
        _chip.SetReset(true);
    }

    public void SetDeaf(bool deaf)
    {
        if (deaf && IsIdle)
        {
            _radio.Standby(NowMs);
            _activity = Activity.Deaf;
        }
        else if (!deaf && _activity == Activity.Deaf)
        {
            _activity = Activity.Standby;
            Settle();
        }
    }

    public void SetTimer(long atUs)
    {
        if (atUs == _timerUs && _timerUs > _world.NowUs)
        {
            return;
        }

        _timerUs = atUs;
        int version = ++_timerVersion;
        if (atUs != long.MaxValue)
        {
            _world.Time.Schedule(atUs, () =>
            {
                if (version == _timerVersion && IsOn)
                {
                    _timerUs = long.MaxValue;
                    _world.Nodes[_node].OnTimer(_world.NowUs);
                }
            });
        }
    }

    public void DetectActivity()
    {
        if (IsIdle && _radio.DetectActivity(NowMs))
        {
            _activity = Activity.Detecting;
        }
    }

    public void Transmit(byte[] frame, int length, FrameKind kind, long turnaroundUs)
    {
        Array.Copy(frame, _frame, length);
        Kind = kind;
        _activity = Activity.Sending;
        _radio.Standby(NowMs);
        int boots = _boots;
        _world.Time.Schedule(_world.NowUs + turnaroundUs, () =>
        {
            if (boots == _boots && _activity == Activity.Sending)
            {
                _radio.Transmit(_frame, 0, length, NowMs);
                PollInTime();
            }
        });
    }

    private void PollAt(long atUs)
    {
        if (atUs < _polledUs)
        {
            _polledUs = atUs;
            _world.Time.Schedule(atUs, () => Poll(atUs));
        }
    }

    private void PollInTime()
    {
        if (_radio.NextPollMs < long.MaxValue / 1000)
        {
            PollAt(Math.Max(_radio.NextPollMs * 1000, _world.NowUs + 100));
        }
    }

    private void Poll(long atUs)
    {
        // An earlier poll has run in its place, or this one comes while the driver waits for its chip.
        if (atUs != _polledUs)
        {
            return;
        }

        _polledUs = long.MaxValue;
        if (_isRunning || !IsOn)
        {
            return;
        }

        int boots = _boots;
        while (boots == _boots && Report(_radio.Poll(NowMs)))
        {
            Settle();
        }

        if (boots == _boots)
        {
            Settle();
        }
    }

    private bool Report(RadioEvent happened)
    {
        var node = _world.Nodes[_node];
        var frame = _radio.ReceivedFrame;
        switch (happened)
        {
            case RadioEvent.FrameReceived:
                if (!_world.IsLost(LastFrame, _node))
                {
                    node.OnFrame(frame.Payload, frame.Length, frame.SnrQuarterDb, frame.RssiDbm, _world.NowUs);
                }

                return true;
            case RadioEvent.FrameDamaged:
                node.OnFrameDamaged(frame.Length, frame.SnrQuarterDb, _world.NowUs);
                return true;
            case RadioEvent.TransmitDone:
                _activity = Activity.Standby;
                node.OnTransmitDone(_world.NowUs);
                return true;
            case RadioEvent.ChannelClear:
            case RadioEvent.ChannelBusy:
                _activity = Activity.Standby;
                node.OnActivityKnown(happened == RadioEvent.ChannelBusy, _world.NowUs);
                return true;
            case RadioEvent.None:
                return false;
            default:
                throw new InvalidOperationException($"The virtual radio of node {_node} reports {happened} at {_world.NowUs} us.");
        }
    }

    /// <summary>A radio with nothing else to do listens.</summary>
    private void Settle()
    {
        if (_activity == Activity.Standby && _radio.Receive(NowMs))
        {
            _activity = Activity.Receiving;
        }

        PollInTime();
    }
}

using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>Mode transitions and their start-up times (4.1.6, 4.2.5).</content>
public sealed partial class VirtualSx127x
{
    private const byte LongRangeBit = 0x80;
    private const byte ModeBits = 0x07;

    // Everything planned for a mode carries the number of the mode change; a later change makes it void.
    private long _modeNumber;
    private long _oscillatorUs;
    private bool _locked;
    private bool _modeReady = true;
    private uint _latchedFrf;

    /// <summary>True when the synthesiser has locked (PllLock).</summary>
    public bool IsLocked => _locked;

    private void WriteOpMode(byte value)
    {
        var next = (DeviceMode)(value & ModeBits);
        bool toLoRa = (value & LongRangeBit) != 0;
        if (toLoRa != IsLoRa && !MayChangeModem(toLoRa, next))
        {
            Note(ChipRemarkKind.ModemSwitchRefused, Register.OpMode, value, "LongRangeMode can only be changed in sleep mode.");
            toLoRa = IsLoRa;
            value = (byte)((value & ~LongRangeBit) | (toLoRa ? LongRangeBit : 0));
        }

        if (!toLoRa && next > DeviceMode.ReceiveContinuous)
        {
            Note(ChipRemarkKind.ModeRefused, Register.OpMode, value, "The FSK modem has no such mode.");
            next = Mode;
            value = (byte)((value & ~ModeBits) | (byte)next);
        }

        bool switched = toLoRa != IsLoRa;
        if (switched)
        {
            Abandon();
        }

        _common[Register.OpMode] = value;
        if (switched)
        {
            Array.Clear(_memory);
            ResetFskFifo();
            _flags = LoRaInterrupts.None;
        }

        if (next != Mode || switched)
        {
            Enter(next);
        }
    }

    // "LongRangeMode can be modified only in sleep mode" (6.4). What silicon makes of that sentence shows in drivers that have worked on
    // it for years: several enter LoRa from FSK standby by one write that also asks for sleep; RadioHead then changes modes with
    // bit 7 at 0 and stays in LoRa, also from and to sleep. So LoRa is entered from sleep or together with it, and left only in sleep by a
    // write that stays there.
    private bool MayChangeModem(bool toLoRa, DeviceMode next)
    {
        return toLoRa
            ? Mode == DeviceMode.Sleep || next == DeviceMode.Sleep
            : Mode == DeviceMode.Sleep && next == DeviceMode.Sleep;
    }

    // Gives up whatever is under way.
    private void Abandon()
    {
        _modeNumber++;
        StopFsk();
        if (_sending is not null)
        {
            _air.Abort(_sending);
            _sending = null;
        }

        StopReceiving();
    }

    private void Enter(DeviceMode next)
    {
        var previous = Mode;
        bool wasLocked = _locked;
        Abandon();
        Mode = next;
        _common[Register.OpMode] = (byte)((_common[Register.OpMode] & ~ModeBits) | (byte)next);
        _modeReady = false;
        if (next == DeviceMode.Sleep)
        {
            Array.Clear(_memory);
            ResetFskFifo();
            _loRa[Register.RxHeaderCntMsb] = 0;
            _loRa[Register.RxHeaderCntLsb] = 0;
            _loRa[Register.RxPacketCntMsb] = 0;
            _loRa[Register.RxPacketCntLsb] = 0;
            _locked = false;
            UpdatePins();
            return;
        }

        if (previous == DeviceMode.Sleep)
        {
            _oscillatorUs = _time.NowUs + ChipTimes.OscillatorUs;
        }

        long atUs = Math.Max(_time.NowUs, _oscillatorUs);
        if (next == DeviceMode.Standby)
        {
            _locked = false;
            After(atUs, BecomeReady);
            return;
        }

        // From a synthesiser mode of the same frequency the PLL is already locked.
        uint frf = Frf();
        bool keepsLock = wasLocked && _latchedFrf == frf && previous is DeviceMode.SynthesizeTransmit or DeviceMode.SynthesizeReceive;
        _latchedFrf = frf;
        _locked = keepsLock;
        if (!CanLock(frf))
        {
            _loRa[Register.HopChannel] |= PllTimeoutBit;
            _locked = false;
            Note(ChipRemarkKind.NoLock, Register.FrfMsb, (byte)(frf >> 16), "The synthesiser does not lock: the frequency is outside its bands.");
            UpdatePins();
            return;
        }

        _loRa[Register.HopChannel] &= unchecked((byte)~PllTimeoutBit);
        if (keepsLock)
        {
            Start(next, atUs);
        }
        else
        {
            After(atUs + ChipTimes.SynthesizerUs, () =>
            {
                _locked = true;
                Start(next, _time.NowUs);
            });
        }

        UpdatePins();
    }

    private void Start(DeviceMode next, long atUs)
    {
        switch (next)
        {
            case DeviceMode.Transmit:
                UpdatePins();
                After(atUs + ChipTimes.TransmitterUs(_common[Register.PaRamp]), BeginTransmission);
                break;
            case DeviceMode.ReceiveContinuous:
            case DeviceMode.ReceiveSingle:
                UpdatePins();
                After(atUs + ChipTimes.ReceiverUs, BeginReception);
                break;
            case DeviceMode.ActivityDetection:
                UpdatePins();
                After(atUs + ChipTimes.ReceiverUs, BeginDetection);
                break;
            default:
                BecomeReady();
                break;
        }
    }

    private void BecomeReady()
    {
        _modeReady = true;
        UpdatePins();
    }

    // Back to standby by itself, at the end of a transmission, a single reception or an activity detection.
    private void ReturnToStandby()
    {
        Enter(DeviceMode.Standby);
    }

    private void After(long atUs, Action action)
    {
        long number = _modeNumber;
        if (atUs <= _time.NowUs)
        {
            action();
            return;
        }

        _time.Schedule(atUs, () =>
        {
            if (number == _modeNumber)
            {
                action();
            }
        });
    }
}

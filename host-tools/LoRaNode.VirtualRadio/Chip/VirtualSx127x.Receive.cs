using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>Reception (4.1.6.2) and its measurements (5.5.5, 4.1.5).</content>
public sealed partial class VirtualSx127x
{
    private const int HighBandRssiOffsetDb = 157;
    private const int LowBandRssiOffsetDb = 164;
    private LoRaWaveform _listening;
    private bool _isListening;
    private long _listeningSinceUs;
    private byte _receiveAt;
    private bool _headerIsValid;

    void IAirStation.Synchronized(AirReception reception)
    {
        _headerIsValid = false;
        if (!reception.Listening.ExplicitHeader)
        {
            // Without a header the chip's own setting says whether there is a CRC.
            ShowCrcOnPayload(reception.HasCrc);
        }

        BeginHopping(reception.Listening, untilSyncEndUs: 0);
    }

    void IAirStation.HeaderEnded(AirReception reception, bool readable)
    {
        // A header that announces more than RegMaxPayloadLength counts as one with a bad CRC (6.4).
        if (readable && reception.Length <= _loRa[Register.MaxPayloadLength])
        {
            _headerIsValid = true;
            ShowCrcOnPayload(reception.HasCrc);
            _loRa[Register.ModemStat] = (byte)((reception.CodingRate - 4) << 5);
            Count(Register.RxHeaderCntMsb);
            Raise(LoRaInterrupts.ValidHeader);
            return;
        }

        _headerIsValid = false;
        if (readable)
        {
            // Listen anew: what follows of this frame is no longer of interest.
            _air.StartListening(Station, _listening);
        }

        _listeningSinceUs = _time.NowUs;
        AwaitPreamble();
    }

    void IAirStation.FrameEnded(AirReception reception)
    {
        _headerIsValid = false;
        Span<byte> payload = stackalloc byte[AirFrame.MaxLength];
        payload = payload[..reception.Length];
        _air.CopyPayload(reception, Station, payload);
        _loRa[Register.FifoRxCurrentAddr] = _receiveAt;
        foreach (byte value in payload)
        {
            _memory[_receiveAt] = value;
            _loRa[Register.FifoRxByteAddr] = _receiveAt++;
        }

        _loRa[Register.RxNbBytes] = (byte)reception.Length;
        _loRa[Register.PktSnr] = (byte)(sbyte)Math.Clamp(Math.Round(reception.SnrDb * 4), sbyte.MinValue, sbyte.MaxValue);
        _loRa[Register.PktRssi] = PacketRssi(reception);
        SetFrequencyError(reception);

        var flags = LoRaInterrupts.RxDone;
        if (reception.HasCrc && reception.Outcome != AirOutcome.Received)
        {
            flags |= LoRaInterrupts.PayloadCrcError;
        }
        else
        {
            Count(Register.RxPacketCntMsb);
        }

        _listeningSinceUs = _time.NowUs;
        if (Mode == DeviceMode.ReceiveSingle)
        {
            ReturnToStandby();
        }

        Raise(flags);
    }

    private void BeginReception()
    {
        BecomeReady();
        if (!IsLoRa)
        {
            _fskListeningSinceUs = _time.NowUs;
            return;
        }

        _receiveAt = _loRa[Register.FifoRxBaseAddr];
        _loRa[Register.FifoRxByteAddr] = _receiveAt;
        _listening = Waveform(sending: false);
        _listeningSinceUs = _time.NowUs;
        _isListening = true;
        if (CanDemodulate(sending: false))
        {
            RemarkOnErrata();
            _air.StartListening(Station, _listening);
        }

        AwaitPreamble();
    }

    private void StopReceiving()
    {
        if (_isListening)
        {
            _isListening = false;
            _headerIsValid = false;
            _air.StopListening(Station);
        }
    }

    // Single reception gives up when no preamble comes within SymbTimeout symbols (4.1.5, RegModemConfig2, RegSymbTimeoutLsb).
    private void AwaitPreamble()
    {
        if (Mode == DeviceMode.ReceiveSingle)
        {
            int symbols = ((_loRa[Register.ModemConfig2] & 3) << 8) | _loRa[Register.SymbTimeoutLsb];
            long sinceUs = _listeningSinceUs;
            After(sinceUs + (Math.Max(1, symbols) * _listening.SymbolUs), () => GiveUp(sinceUs));
        }
    }

    private void GiveUp(long sinceUs)
    {
        if (_air.ReceptionOf(Station) is not null || sinceUs != _listeningSinceUs)
        {
            return;
        }

        if (_air.PreambleUntilUs(Station, _listening, sinceUs) is { } untilUs)
        {
            After(untilUs + 1, () => GiveUp(sinceUs));
            return;
        }

        ReturnToStandby();
        Raise(LoRaInterrupts.RxTimeout);
    }

    private void ShowCrcOnPayload(bool hasCrc)
    {
        _loRa[Register.HopChannel] = (byte)((_loRa[Register.HopChannel] & ~CrcOnPayloadBit) | (hasCrc ? CrcOnPayloadBit : 0));
    }

    private void Count(byte msb)
    {
        int count = ((_loRa[msb] << 8) | _loRa[msb + 1]) + 1;
        _loRa[msb] = (byte)(count >> 8);
        _loRa[msb + 1] = (byte)count;
    }

    private byte ModemStatus()
    {
        byte codingRate = (byte)(_loRa[Register.ModemStat] & 0xE0);
        if (!_isListening)
        {
            return (byte)(codingRate | 0x10);
        }

        if (_air.ReceptionOf(Station) is not null)
        {
            // Signal detected, synchronised, reception under way, and the header when it is valid.
            return (byte)(codingRate | 0x07 | (_headerIsValid ? 0x08 : 0));
        }

        bool detected = _air.PreambleUntilUs(Station, _listening, _listeningSinceUs) is not null;
        return (byte)(codingRate | (detected ? 0x01 : 0x10));
    }

    private int RssiOffsetDb => UsesHighPort ? HighBandRssiOffsetDb : LowBandRssiOffsetDb;

    // RSSI[dBm] = −157 + RssiValue at the high port, −164 at the low one: all power in the channel.
    private byte ChannelRssi()
    {
        if (!_isListening)
        {
            return 0;
        }

        double bandwidthHz = _listening.BandwidthHz;
        double noiseMw = LinkModel.FromDb(_air.Model.NoiseFloorDbm(bandwidthHz));
        double dbm = LinkModel.ToDb(noiseMw + _air.ChannelPowerMw(Station, _listening.FrequencyHz, bandwidthHz));
        return (byte)Math.Clamp(Math.Round(dbm + RssiOffsetDb), 0, 255);
    }

    // Wideband RSSI is noise by design: drivers draw random numbers from its lowest bit.
    private byte WidebandRssi()
    {
        return _isListening ? (byte)LinkDraw.Bits(0x5258, _time.NowUs, Station, (int)(BytesClocked & 0xFFFFFF)) : (byte)0;
    }

    // Datasheet 5.5.5: strength = −157 + 16/15 PktRssi for SNR ≥ 0, and −157 + PktRssi + SNR below.
    private byte PacketRssi(AirReception reception)
    {
        double value = reception.SnrDb >= 0
            ? (reception.PowerDbm + RssiOffsetDb) * 15 / 16
            : reception.PowerDbm - reception.SnrDb + RssiOffsetDb;
        return (byte)Math.Clamp(Math.Round(value), 0, 255);
    }

    // F_error = FreqError × 2^24 / Fxtal × BW[kHz] / 500 (4.1.5), as a 20-bit two's complement.
    private void SetFrequencyError(AirReception reception)
    {
        double kilohertz = _listening.BandwidthHz / 1000;
        int value = (int)Math.Round(reception.FrequencyErrorHz * 32e6 / (1 << 24) * 500 / kilohertz);
        _loRa[Register.FeiMsb] = (byte)((value >> 16) & 0x0F);
        _loRa[Register.FeiMid] = (byte)(value >> 8);
        _loRa[Register.FeiLsb] = (byte)value;
    }

    private void RemarkOnErrata()
    {
        bool wide = _listening.Bandwidth == LoRaBandwidth.Count - 1;
        byte first = _loRa[Register.HighBwOptimize1];
        byte second = _loRa[Register.HighBwOptimize2];
        if (wide && (first != 0x02 || second != (UsesHighPort ? 0x64 : 0x7F)))
        {
            Note(ChipRemarkKind.Settings, Register.HighBwOptimize1, first, "Errata note 2.1: 500 kHz needs HighBwOptimize1 0x02 and HighBwOptimize2 0x64 (or 0x7F below 525 MHz).");
        }
        else if (!wide && first != 0x03)
        {
            Note(ChipRemarkKind.Settings, Register.HighBwOptimize1, first, "Errata note 2.1: HighBwOptimize1 must be 0x03 below 500 kHz.");
        }
    }
}

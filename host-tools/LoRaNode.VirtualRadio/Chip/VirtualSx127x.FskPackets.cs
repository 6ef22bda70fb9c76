using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>
/// Packets of the FSK modem (4.2.10): preamble, sync word, then the packet memory byte by byte. Whitening, Manchester coding, address
/// filtering, OOK, continuous mode and the sequencer are registers only.
/// </content>
public sealed partial class VirtualSx127x
{
    // Table 8: −119 dBm at 4.8 kb/s and 5 kHz deviation, that is 9 dB above the noise in the occupied 15 kHz at a noise figure of 6 dB.
    private const double FskMinimumSnrDb = 9;
    private const byte VariableLength = 0x80;
    private const byte FskCrcOn = 0x10;
    private FskPacket? _fskSending;
    private long _fskListeningSinceUs;

    private double BitsPerSecond => 32e6 / Math.Max(1, (_common[Register.FskBitrateMsb] << 8) | _common[Register.FskBitrateLsb]);

    private double DeviationHz => (((_common[Register.FskFdevMsb] & 0x3F) << 8) | _common[Register.FskFdevLsb]) * StepHz;

    // RegRxBw: Fxosc / (mantissa · 2^(exponent + 2)), one-sided (4.2.3.2).
    private double FskBandwidthHz
    {
        get
        {
            int value = _fsk[Register.FskRxBw];
            int mantissa = 16 + (4 * Math.Min(2, (value >> 3) & 3));
            return 32e6 / (mantissa * Math.Pow(2, (value & 7) + 2));
        }
    }

    private byte[] FskSync
    {
        get
        {
            int config = _fsk[Register.FskSyncConfig];
            return (config & 0x10) == 0 ? [] : _fsk.AsSpan(Register.FskSyncValue1, (config & 7) + 1).ToArray();
        }
    }

    void IAirStation.FskSynchronized(FskPacket packet, double snrDb)
    {
        if (HearsFsk(packet, snrDb))
        {
            _fskSynchronized = true;
            UpdatePins();
        }
    }

    void IAirStation.FskEnded(FskPacket packet, double snrDb)
    {
        if (!HearsFsk(packet, snrDb) || !_fskSynchronized)
        {
            return;
        }

        int expected = (packet.Framing & VariableLength) != 0 ? packet.Bytes.Count : _fsk[Register.FskPayloadLength];
        for (int i = 0; i < Math.Min(expected, packet.Bytes.Count); i++)
        {
            if (_fskFifoCount == FskFifoSize)
            {
                _fskOverrun = true;
                break;
            }

            _fskFifo[(_fskFifoStart + _fskFifoCount) % FskFifoSize] = packet.Bytes[i];
            _fskFifoCount++;
        }

        _payloadReady = true;
        _crcOk = (packet.Framing & FskCrcOn) != 0;
        UpdatePins();
    }

    // TxStartCondition (RegFifoThresh bit 7): as soon as the memory is not empty, or fuller than the threshold.
    private void TryBeginFskTransmission()
    {
        bool onNotEmpty = (_fsk[Register.FskFifoThresh] & 0x80) != 0;
        bool mayStart = onNotEmpty ? _fskFifoCount > 0 : _fskFifoCount > (_fsk[Register.FskFifoThresh] & 0x3F);
        if (IsLoRa || Mode != DeviceMode.Transmit || !_modeReady || _fskSending is not null || !mayStart || _packetSent)
        {
            return;
        }

        byte framing = (byte)(_fsk[Register.FskPacketConfig1] & 0xF0);
        var packet = new FskPacket(Station, CarrierHz(_latchedFrf), BitsPerSecond, DeviationHz, FskSync, framing, PowerDbm, _time.NowUs);
        int preamble = (_fsk[Register.FskPreambleMsb] << 8) | _fsk[Register.FskPreambleLsb];
        bool isVariable = (framing & VariableLength) != 0;
        int length = isVariable ? _fskFifo[_fskFifoStart] + 1 : _fsk[Register.FskPayloadLength] + ((_fsk[Register.FskPacketConfig2] & 7) << 8);
        double byteUs = 8e6 / packet.BitsPerSecond;
        _fskSending = packet;
        _air.BeginFsk(packet);
        long syncEndUs = _time.NowUs + (long)((preamble + packet.Sync.Length) * byteUs);
        After(syncEndUs, () =>
        {
            _air.SynchronizeFsk(packet);
            SendFskByte(packet, length, syncEndUs, byteUs);
        });
    }

    private void SendFskByte(FskPacket packet, int length, long syncEndUs, double byteUs)
    {
        if (packet.Bytes.Count < length)
        {
            packet.Bytes.Add(ReadFskFifo());
            After(syncEndUs + (long)(packet.Bytes.Count * byteUs), () => SendFskByte(packet, length, syncEndUs, byteUs));
            return;
        }

        int crcBytes = (packet.Framing & FskCrcOn) != 0 ? 2 : 0;
        After(syncEndUs + (long)((length + crcBytes) * byteUs), () =>
        {
            _fskSending = null;
            _packetSent = true;
            _air.EndFsk(packet, complete: true);
            UpdatePins();
        });
    }

    private void StopFsk()
    {
        if (_fskSending is not null)
        {
            _air.EndFsk(_fskSending, complete: false);
            _fskSending = null;
        }

        _packetSent = false;
        ForgetFskPacket();
    }

    private bool HearsFsk(FskPacket packet, double snrDb)
    {
        return !IsLoRa
            && Mode == DeviceMode.ReceiveContinuous
            && _modeReady
            && !_payloadReady
            && _fskListeningSinceUs <= packet.StartUs
            && snrDb >= FskMinimumSnrDb
            && Math.Abs(packet.FrequencyHz - CarrierHz(_latchedFrf)) <= FskBandwidthHz
            && Math.Abs(packet.BitsPerSecond - BitsPerSecond) <= BitsPerSecond / 50
            && packet.Framing == (_fsk[Register.FskPacketConfig1] & 0xF0)
            && packet.Sync.AsSpan().SequenceEqual(FskSync);
    }

    // RSSI[dBm] = −RssiValue / 2 (5.5.5): all power in the channel.
    private byte FskRssi()
    {
        if (Mode != DeviceMode.ReceiveContinuous || !_modeReady)
        {
            return 0xFF;
        }

        double bandwidthHz = 2 * FskBandwidthHz;
        double noiseMw = LinkModel.FromDb(_air.Model.NoiseFloorDbm(bandwidthHz));
        double dbm = LinkModel.ToDb(noiseMw + _air.ChannelPowerMw(Station, CarrierHz(_latchedFrf), bandwidthHz));
        return (byte)Math.Clamp(Math.Round(-2 * dbm), 0, 255);
    }
}

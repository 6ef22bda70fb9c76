using LoRaNode.VirtualRadio.Airwaves;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>Transmission (4.1.6.1).</content>
public sealed partial class VirtualSx127x
{
    private readonly byte[] _outgoing = new byte[AirFrame.MaxLength];
    private AirFrame? _sending;

    private void BeginTransmission()
    {
        BecomeReady();
        if (!IsLoRa)
        {
            TryBeginFskTransmission();
            return;
        }

        var wave = Waveform(sending: true);
        if (!CanDemodulate(sending: true))
        {
            // Nothing sensible leaves the antenna, but the sequence runs its time.
            After(_time.NowUs + wave.TimeOnAirUs, EndTransmission);
            return;
        }

        if (wave.PayloadLength == 0)
        {
            Note(ChipRemarkKind.Settings, Register.PayloadLength, 0, "A payload length of 0 is not permitted (6.4).");
        }

        byte from = _loRa[Register.FifoTxBaseAddr];
        for (int i = 0; i < wave.PayloadLength; i++)
        {
            _outgoing[i] = _memory[(byte)(from + i)];
        }

        _sending = _air.Transmit(Station, wave, PowerDbm, _outgoing);
        After(_sending.EndUs, EndTransmission);
        BeginHopping(wave, wave.SyncEndUs);
    }

    private void EndTransmission()
    {
        _sending = null;
        if ((_loRa[Register.ModemConfig2] & 8) != 0)
        {
            // TxContinuousMode: frame after frame until another mode is set (6.4).
            BeginTransmission();
            return;
        }

        ReturnToStandby();
        Raise(LoRaInterrupts.TxDone);
    }
}

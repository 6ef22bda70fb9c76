using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>
/// Frequency hopping (4.1.1.8): preamble and header are on channel 0; every HopPeriod symbols the frequency that the driver has
/// written meanwhile takes effect and FhssChangeChannel asks for the next one.
/// </content>
public sealed partial class VirtualSx127x
{
    private void BeginHopping(in LoRaWaveform wave, long untilSyncEndUs)
    {
        _loRa[Register.HopChannel] &= PllTimeoutBit | CrcOnPayloadBit;
        if (wave.HopPeriodSymbols > 0)
        {
            // Both sides count from the end of the sync word; the header's block is never cut.
            int first = Math.Max(LoRaWaveform.HeaderSymbols, wave.HopPeriodSymbols);
            Raise(LoRaInterrupts.FhssChangeChannel);
            AwaitHop(untilSyncEndUs + (first * wave.SymbolUs), wave.HopPeriodSymbols * wave.SymbolUs);
        }
    }

    private void AwaitHop(long waitUs, long periodUs)
    {
        After(_time.NowUs + waitUs, () =>
        {
            bool receives = _air.ReceptionOf(Station) is not null;
            if (_sending is null && !receives)
            {
                return;
            }

            _latchedFrf = Frf();
            if (_sending is not null)
            {
                _air.RetuneSender(_sending, CarrierHz(_latchedFrf));
            }
            else
            {
                _air.RetuneReceiver(Station, CarrierHz(_latchedFrf));
            }

            int status = _loRa[Register.HopChannel];
            _loRa[Register.HopChannel] = (byte)((status & (PllTimeoutBit | CrcOnPayloadBit)) | ((status + 1) & 0x3F));
            Raise(LoRaInterrupts.FhssChangeChannel);
            AwaitHop(periodUs, periodUs);
        });
    }
}

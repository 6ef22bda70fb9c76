using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>Channel activity detection (4.1.3.3, 4.1.6.3).</content>
public sealed partial class VirtualSx127x
{
    private void BeginDetection()
    {
        BecomeReady();
        _listening = Waveform(sending: false);
        int sf = _listening.SpreadingFactor;
        long fromUs = _time.NowUs;
        long toUs = fromUs + ChipTimes.DetectionReceiveUs(LoRaBandwidth.ChipNanoseconds(_listening.Bandwidth), sf);
        bool works = CanDemodulate(sending: false);
        After(toUs, () =>
        {
            // The correlation is over what was received; what comes later does not matter.
            bool detected = works && _air.DetectsActivity(Station, _listening, fromUs, toUs);
            After(toUs + ChipTimes.DetectionComputeUs(sf), () => EndDetection(detected));
        });
    }

    private void EndDetection(bool detected)
    {
        ReturnToStandby();
        Raise(detected ? LoRaInterrupts.CadDone | LoRaInterrupts.CadDetected : LoRaInterrupts.CadDone);
    }
}

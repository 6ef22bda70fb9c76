using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.VirtualRadio.Chip;

/// <content>What the registers mean: frequency, power, modulation.</content>
public sealed partial class VirtualSx127x
{
    // Fstep = 32 MHz / 2^19 (4.1.4).
    private const double StepHz = 32e6 / (1 << 19);
    private const byte PllTimeoutBit = 0x80;
    private const byte CrcOnPayloadBit = 0x40;
    private const int LowBandTopHz = 525_000_000;
    private const int LowestBandTopHz = 175_000_000;

    /// <summary>The carrier frequency that the registers ask for, in hertz, without the error of the crystal.</summary>
    public double FrequencyHz => Frf() * StepHz;

    /// <summary>Transmit power at the antenna pin in dBm, from RegPaConfig and RegPaDac (5.4.2, 5.4.3).</summary>
    public double PowerDbm
    {
        get
        {
            byte config = _common[Register.PaConfig];
            int output = config & 0x0F;
            if ((config & 0x80) == 0)
            {
                double max = 10.8 + (0.6 * ((config >> 4) & 7));
                return max - (15 - output);
            }

            // 0x07 in the low bits of RegPaDac raises the output of PA_BOOST by 3 dB, for +20 dBm.
            bool high = (_common[Register.PaDac] & 7) == 7;
            return (high ? 20 : 17) - (15 - output);
        }
    }

    private uint Frf() => ((uint)_common[Register.FrfMsb] << 16) | ((uint)_common[Register.FrfMid] << 8) | _common[Register.FrfLsb];

    // Synthesiser bands (table 32): 137–175, 410–525 and 862 (779)–1020 MHz.
    private static bool CanLock(uint frf)
    {
        double megahertz = frf * StepHz / 1e6;
        return megahertz is (>= 137 and <= 175) or (>= 410 and <= 525) or (>= 779 and <= 1020);
    }

    private double CarrierHz(uint frf) => frf * StepHz * (1 + (CrystalPpm / 1e6));

    private bool UsesHighPort => _latchedFrf * StepHz > LowBandTopHz;

    private LoRaWaveform Waveform(bool sending)
    {
        int config1 = _loRa[Register.ModemConfig1];
        int config2 = _loRa[Register.ModemConfig2];
        byte inversion = _loRa[Register.InvertIq];
        return new LoRaWaveform(
            sending ? CarrierHz(_latchedFrf) : CarrierHz(_latchedFrf) - ReceiveOffsetHz(config1 >> 4),
            Math.Min(config1 >> 4, LoRaBandwidth.Count - 1),
            Math.Clamp(config2 >> 4, 6, 12),
            4 + Math.Clamp((config1 >> 1) & 7, 1, 4),
            (_loRa[Register.PreambleMsb] << 8) | _loRa[Register.PreambleLsb],
            _loRa[Register.SyncWord],
            (config1 & 1) == 0,
            (config2 & 4) != 0,

            // Bit 6 inverts the receiver; bit 0 is 1 for a transmitter that does not invert.
            sending ? (inversion & 0x01) == 0 : (inversion & 0x40) != 0,
            (_loRa[Register.ModemConfig3] & 8) != 0,
            _loRa[Register.PayloadLength],
            _loRa[Register.HopPeriod]);
    }

    // Errata note 2.3: below 62.5 kHz the manual intermediate frequency is one bandwidth off, which the driver makes good by tuning
    // the receiver one bandwidth higher.
    private double ReceiveOffsetHz(int bandwidth)
    {
        bool manual = (_loRa[Register.DetectOptimize] & 0x80) == 0;
        bool shifted = _loRa[Register.IfFreq1] is 0x44 or 0x48;
        return manual && shifted && bandwidth < 6 ? LoRaWaveform.HertzOf(bandwidth) : 0;
    }

    private bool CanDemodulate(bool sending)
    {
        int bandwidth = _loRa[Register.ModemConfig1] >> 4;
        int sf = _loRa[Register.ModemConfig2] >> 4;
        int codingRate = (_loRa[Register.ModemConfig1] >> 1) & 7;
        if (bandwidth >= LoRaBandwidth.Count || sf is < 6 or > 12 || codingRate is < 1 or > 4)
        {
            Note(ChipRemarkKind.Settings, Register.ModemConfig1, _loRa[Register.ModemConfig1], "Reserved bandwidth, spreading factor or coding rate.");
            return false;
        }

        if (bandwidth >= 8 && _latchedFrf * StepHz < LowestBandTopHz)
        {
            Note(ChipRemarkKind.Settings, Register.ModemConfig1, _loRa[Register.ModemConfig1], "250 and 500 kHz do not work in the 169 MHz band (6.4).");
            return false;
        }

        bool isSix = sf == 6;
        if (isSix && (_loRa[Register.ModemConfig1] & 1) == 0)
        {
            Note(ChipRemarkKind.Settings, Register.ModemConfig1, _loRa[Register.ModemConfig1], "SF 6 works with implicit header only (4.1.1.2).");
            return false;
        }

        if (sending)
        {
            return true;
        }

        // SF 6 needs DetectionOptimize 5 and threshold 0x0C; the others 3 and 0x0A (4.1.1.2).
        bool fits = (_loRa[Register.DetectOptimize] & 7) == (isSix ? 5 : 3) && _loRa[Register.DetectionThreshold] == (isSix ? 0x0C : 0x0A);
        if (!fits)
        {
            Note(
                ChipRemarkKind.Settings,
                Register.DetectOptimize,
                _loRa[Register.DetectOptimize],
                "DetectionOptimize and DetectionThreshold do not fit the spreading factor: no preamble will be found (4.1.1.2).");
        }

        return fits;
    }
}

using LoRaNode.Radio;

namespace LoRaNode.Sx127x;

/// <summary>
/// What the chip's registers must hold for some settings: computed once, written at set-up and after every recovery, and
/// compared with the chip by the watchdog.
/// </summary>
public sealed class RegisterImage
{
    /// <summary>One more than the highest register kept.</summary>
    public const int Size = 0x4E;

    /// <summary>Longest time-out of single reception in symbols (ten bits).</summary>
    public const int MaxTimeoutSymbols = 1023;

    private readonly byte[] _values = new byte[Size];

    // First register and number of registers of each burst that writes the image. Read-only and reserved registers lie between.
    private static readonly byte[] Runs =
    {
        0x06, 7, 0x0E, 2, 0x11, 1, 0x1D, 8, 0x26, 2, 0x2F, 3, 0x33, 1, 0x36, 2, 0x39, 3, 0x40, 2, 0x4B, 1, 0x4D, 1,
    };

    /// <summary>Frequency to transmit on, in steps of the synthesiser.</summary>
    public uint TransmitWord { get; private set; }

    /// <summary>Frequency to tune to for reception, in steps; differs below 62.5 kHz (errata note 2.3).</summary>
    public uint ReceiveWord { get; private set; }

    /// <summary>The frequency that the image holds now, in steps.</summary>
    public uint CarrierWord { get; private set; }

    /// <summary>True on the port for frequencies below 525 MHz.</summary>
    public bool IsLowPort { get; private set; }

    /// <summary>Power in dBm after the limit of the module's pin.</summary>
    public int PowerDbm { get; private set; }

    /// <summary>Number of bursts that write the image.</summary>
    public static int RunCount
    {
        get { return Runs.Length / 2; }
    }

    /// <summary>First register of a burst.</summary>
    public static byte RunStart(int run)
    {
        return Runs[2 * run];
    }

    /// <summary>Registers in a burst.</summary>
    public static int RunLength(int run)
    {
        return Runs[(2 * run) + 1];
    }

    /// <summary>The registers by address.</summary>
    public byte[] Values
    {
        get { return _values; }
    }

    /// <summary>Value of one register.</summary>
    public byte this[Sx127xRegister register]
    {
        get { return _values[(int)register]; }
        set { _values[(int)register] = value; }
    }

    /// <summary>Computes the image of settings that <see cref="LoRaSettingsCheck"/> has found possible.</summary>
    public void Compute(LoRaSettings settings, Sx127xOptions options)
    {
        int bandwidth = LoRaBandwidth.CodeOf(settings.BandwidthHz);
        IsLowPort = settings.FrequencyHz < LoRaSettingsCheck.LowPortBelowHz;
        TransmitWord = FrequencyWord.FromHz(settings.FrequencyHz);
        ReceiveWord = FrequencyWord.FromHz(settings.FrequencyHz + Errata.ReceiveOffsetHz(bandwidth));
        SetFrequency(TransmitWord);

        PowerDbm = OutputPower.Limit(options.Output, settings.PowerDbm);
        SetPower(options, PowerDbm);
        this[Sx127xRegister.PaRamp] = 0x09; // 40 us, the reset value
        int gain = options.LnaGain >= 1 && options.LnaGain <= 6 ? options.LnaGain : 1;
        this[Sx127xRegister.Lna] = (byte)((gain << 5) | (options.LnaBoost ? 0x03 : 0x00));

        // Both directions use the whole FIFO: they never need it at the same time.
        this[Sx127xRegister.FifoTransmitBase] = 0;
        this[Sx127xRegister.FifoReceiveBase] = 0;
        this[Sx127xRegister.InterruptMask] = Sx127xBits.HopChannelChange;

        ComputeModem(settings, options, bandwidth);
        Errata.Apply(this, settings.FrequencyHz, bandwidth, (int)settings.SpreadingFactor);

        this[Sx127xRegister.SyncWord] = settings.SyncWord;
        this[Sx127xRegister.InvertIq] = settings.InvertIq ? (byte)0x66 : (byte)0x27;
        this[Sx127xRegister.InvertIq2] = settings.InvertIq ? (byte)0x19 : (byte)0x1D;
        this[Sx127xRegister.DioMapping1] = Sx127xBits.Dio0ReceiveDone;
        this[Sx127xRegister.DioMapping2] = 0;
        this[Sx127xRegister.Tcxo] = options.HasTcxo ? (byte)(0x09 | Sx127xBits.TcxoInputOn) : (byte)0x09;
    }

    /// <summary>Sets the power registers, for instance to the highest unlimited power while the duty limit lasts.</summary>
    public void SetPower(Sx127xOptions options, int powerDbm)
    {
        this[Sx127xRegister.PaConfig] = OutputPower.PaConfig(options.Output, powerDbm);
        this[Sx127xRegister.PaDac] = OutputPower.Dac(options.Output, powerDbm);
        this[Sx127xRegister.OverCurrent] = OutputPower.OverCurrent(options.OverCurrentMilliamperes, powerDbm);
    }

    /// <summary>Sets the three frequency registers.</summary>
    public void SetFrequency(uint word)
    {
        CarrierWord = word;
        this[Sx127xRegister.FrequencyMsb] = (byte)(word >> 16);
        this[Sx127xRegister.FrequencyMid] = (byte)(word >> 8);
        this[Sx127xRegister.FrequencyLsb] = (byte)word;
    }

    /// <summary>Sets the time-out of single reception, 4 to 1,023 symbols.</summary>
    public void SetTimeout(int symbols)
    {
        this[Sx127xRegister.ModemConfig2] = (byte)((this[Sx127xRegister.ModemConfig2] & 0xFC) | (symbols >> 8));
        this[Sx127xRegister.SymbolTimeoutLsb] = (byte)symbols;
    }

    /// <summary>
    /// Reads the registers back into settings: what <see cref="Compute"/> made of them. Frequencies come back as the nearest
    /// step, power as limited by the pin.
    /// </summary>
    public static void ToSettings(byte[] registers, LoRaSettings settings)
    {
        int modem1 = registers[(int)Sx127xRegister.ModemConfig1];
        int modem2 = registers[(int)Sx127xRegister.ModemConfig2];
        uint word = ((uint)registers[(int)Sx127xRegister.FrequencyMsb] << 16)
            | ((uint)registers[(int)Sx127xRegister.FrequencyMid] << 8)
            | registers[(int)Sx127xRegister.FrequencyLsb];
        settings.FrequencyHz = FrequencyWord.ToHz(word);
        settings.BandwidthHz = LoRaBandwidth.NominalHertz(modem1 >> 4);
        settings.CodingRate = (CodingRate)(4 + ((modem1 >> 1) & 0x07));
        settings.ExplicitHeader = (modem1 & Sx127xBits.ImplicitHeader) == 0;
        settings.SpreadingFactor = (SpreadingFactor)(modem2 >> 4);
        settings.PayloadCrc = (modem2 & Sx127xBits.PayloadCrcOn) != 0;
        settings.PreambleSymbols = (ushort)((registers[(int)Sx127xRegister.PreambleMsb] << 8)
            | registers[(int)Sx127xRegister.PreambleLsb]);
        settings.ImplicitLength = registers[(int)Sx127xRegister.PayloadLength];
        settings.SyncWord = registers[(int)Sx127xRegister.SyncWord];
        settings.InvertIq = (registers[(int)Sx127xRegister.InvertIq] & 0x40) != 0;
        settings.PowerDbm = (sbyte)OutputPower.FromRegisters(
            registers[(int)Sx127xRegister.PaConfig], registers[(int)Sx127xRegister.PaDac]);
    }

    private void ComputeModem(LoRaSettings settings, Sx127xOptions options, int bandwidth)
    {
        int modem1 = (bandwidth << 4) | (((int)settings.CodingRate - 4) << 1);
        if (!settings.ExplicitHeader)
        {
            modem1 |= Sx127xBits.ImplicitHeader;
        }

        int modem2 = (int)settings.SpreadingFactor << 4;
        if (settings.PayloadCrc)
        {
            modem2 |= Sx127xBits.PayloadCrcOn;
        }

        int modem3 = options.LnaGain == 0 ? Sx127xBits.AgcAutoOn : 0;
        if (TimeOnAir.NeedsLowDataRateOptimization(settings))
        {
            modem3 |= Sx127xBits.LowDataRateOptimize;
        }

        this[Sx127xRegister.ModemConfig1] = (byte)modem1;
        this[Sx127xRegister.ModemConfig2] = (byte)modem2;
        this[Sx127xRegister.ModemConfig3] = (byte)modem3;
        this[Sx127xRegister.SymbolTimeoutLsb] = 0x64; // 100 symbols, the reset value
        this[Sx127xRegister.PreambleMsb] = (byte)(settings.PreambleSymbols >> 8);
        this[Sx127xRegister.PreambleLsb] = (byte)settings.PreambleSymbols;
        this[Sx127xRegister.PayloadLength] = settings.ImplicitLength;
        this[Sx127xRegister.MaxPayloadLength] = 0xFF;
        this[Sx127xRegister.HopPeriod] = 0;
        this[Sx127xRegister.PpmCorrection] = 0;
    }
}

namespace LoRaNode.Sx127x;

/// <summary>
/// Addresses of the registers that the driver uses (SX1276/77/78/79 datasheet rev. 7, chapter 6; the LoRa page).
/// Addresses 0x0D to 0x3F have two pages: which one answers follows LongRangeMode in <see cref="OperatingMode"/>;
/// <see cref="Sx127xFskPage"/> names those of the other page.
/// </summary>
public enum Sx127xRegister : byte
{
    /// <summary>RegFifo: data goes in and out here; in a burst the address stays.</summary>
    Fifo = 0x00,

    /// <summary>RegOpMode: modem, port and mode.</summary>
    OperatingMode = 0x01,

    /// <summary>RegFrfMsb: carrier frequency, bits 23 to 16.</summary>
    FrequencyMsb = 0x06,

    /// <summary>RegFrfMid: carrier frequency, bits 15 to 8.</summary>
    FrequencyMid = 0x07,

    /// <summary>RegFrfLsb: carrier frequency, bits 7 to 0; writing it makes the three bytes valid.</summary>
    FrequencyLsb = 0x08,

    /// <summary>RegPaConfig: amplifier and output power.</summary>
    PaConfig = 0x09,

    /// <summary>RegPaRamp: rise and fall time of the amplifier.</summary>
    PaRamp = 0x0A,

    /// <summary>RegOcp: over-current protection of the amplifier.</summary>
    OverCurrent = 0x0B,

    /// <summary>RegLna: gain and current of the low-noise amplifier.</summary>
    Lna = 0x0C,

    /// <summary>RegFifoAddrPtr: where the next access to the FIFO happens.</summary>
    FifoAddress = 0x0D,

    /// <summary>RegFifoTxBaseAddr: where the transmitter begins to read.</summary>
    FifoTransmitBase = 0x0E,

    /// <summary>RegFifoRxBaseAddr: where the receiver begins to write.</summary>
    FifoReceiveBase = 0x0F,

    /// <summary>RegFifoRxCurrentAddr: where the last frame begins (read only).</summary>
    FifoReceiveCurrent = 0x10,

    /// <summary>RegIrqFlagsMask: a one keeps the flag from being raised.</summary>
    InterruptMask = 0x11,

    /// <summary>RegIrqFlags: what has happened; writing a one clears a flag.</summary>
    InterruptFlags = 0x12,

    /// <summary>RegRxNbBytes: length of the last frame (read only).</summary>
    ReceivedLength = 0x13,

    /// <summary>RegModemStat: what the receiver is doing (read only).</summary>
    ModemStatus = 0x18,

    /// <summary>RegPktSnrValue: signal to noise ratio of the last frame in quarters of a decibel (read only).</summary>
    PacketSnr = 0x19,

    /// <summary>RegPktRssiValue: strength of the last frame (read only).</summary>
    PacketRssi = 0x1A,

    /// <summary>RegRssiValue: strength in the channel now (read only).</summary>
    CurrentRssi = 0x1B,

    /// <summary>RegHopChannel: PLL time-out and whether the last header announced a CRC (read only).</summary>
    HopChannel = 0x1C,

    /// <summary>RegModemConfig1: bandwidth, coding rate, header mode.</summary>
    ModemConfig1 = 0x1D,

    /// <summary>RegModemConfig2: spreading factor, payload CRC, time-out bits 9 and 8.</summary>
    ModemConfig2 = 0x1E,

    /// <summary>RegSymbTimeoutLsb: time-out of single reception in symbols, bits 7 to 0.</summary>
    SymbolTimeoutLsb = 0x1F,

    /// <summary>RegPreambleMsb: preamble length, bits 15 to 8.</summary>
    PreambleMsb = 0x20,

    /// <summary>RegPreambleLsb: preamble length, bits 7 to 0.</summary>
    PreambleLsb = 0x21,

    /// <summary>RegPayloadLength: length of the frame to send, or expected with an implicit header.</summary>
    PayloadLength = 0x22,

    /// <summary>RegMaxPayloadLength: a longer length in a header counts as a header error.</summary>
    MaxPayloadLength = 0x23,

    /// <summary>RegHopPeriod: symbols between frequency hops; 0 is off.</summary>
    HopPeriod = 0x24,

    /// <summary>RegFifoRxByteAddr: where the receiver writes next (read only).</summary>
    FifoReceiveByte = 0x25,

    /// <summary>RegModemConfig3: low-data-rate optimisation and automatic gain control.</summary>
    ModemConfig3 = 0x26,

    /// <summary>RegPpmCorrection: correction of the data rate for a known clock error.</summary>
    PpmCorrection = 0x27,

    /// <summary>RegFeiMsb: frequency error, bits 19 to 16 (read only).</summary>
    FrequencyErrorMsb = 0x28,

    /// <summary>RegFeiMid: frequency error, bits 15 to 8 (read only).</summary>
    FrequencyErrorMid = 0x29,

    /// <summary>RegFeiLsb: frequency error, bits 7 to 0 (read only).</summary>
    FrequencyErrorLsb = 0x2A,

    /// <summary>RegRssiWideband: strength before the channel filter; its lowest bits are noise (read only).</summary>
    WidebandRssi = 0x2C,

    /// <summary>RegIfFreq1: intermediate frequency, set by hand against spurious reception (errata note 2.3).</summary>
    IfFrequency1 = 0x2F,

    /// <summary>RegIfFreq2: intermediate frequency, second byte (errata note 2.3).</summary>
    IfFrequency2 = 0x30,

    /// <summary>RegDetectOptimize: automatic intermediate frequency and detection for SF6 or SF7 to SF12.</summary>
    DetectOptimize = 0x31,

    /// <summary>RegInvertIQ: inversion of I and Q.</summary>
    InvertIq = 0x33,

    /// <summary>RegHighBwOptimize1: sensitivity at 500 kHz (errata note 2.1).</summary>
    HighBandwidthOptimize1 = 0x36,

    /// <summary>RegDetectionThreshold: detection for SF6 or SF7 to SF12.</summary>
    DetectionThreshold = 0x37,

    /// <summary>RegSyncWord: sync word.</summary>
    SyncWord = 0x39,

    /// <summary>RegHighBwOptimize2: sensitivity at 500 kHz (errata note 2.1).</summary>
    HighBandwidthOptimize2 = 0x3A,

    /// <summary>RegInvertIQ2: second half of the inversion of I and Q.</summary>
    InvertIq2 = 0x3B,

    /// <summary>RegDioMapping1: what the pins DIO0 to DIO3 show.</summary>
    DioMapping1 = 0x40,

    /// <summary>RegDioMapping2: what the pins DIO4 and DIO5 show.</summary>
    DioMapping2 = 0x41,

    /// <summary>RegVersion: 0x12 on all chips of this family (read only).</summary>
    Version = 0x42,

    /// <summary>RegTcxo: crystal or an outside oscillator.</summary>
    Tcxo = 0x4B,

    /// <summary>RegPaDac: the +20 dBm setting of PA_BOOST.</summary>
    PaDac = 0x4D,
}

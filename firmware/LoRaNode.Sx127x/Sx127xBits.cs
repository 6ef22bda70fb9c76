namespace LoRaNode.Sx127x;

/// <summary>Bits and reset values of the registers (datasheet rev. 7, chapter 6, and the errata note).</summary>
public static class Sx127xBits
{
    /// <summary>RegOpMode: LoRa modem; changes only in sleep.</summary>
    public const byte LongRangeMode = 0x80;

    /// <summary>RegOpMode: registers of the low-frequency port (below 525 MHz) answer.</summary>
    public const byte LowFrequencyMode = 0x08;

    /// <summary>RegOpMode: the bits of <see cref="Sx127xMode"/>.</summary>
    public const byte ModeMask = 0x07;

    /// <summary>RegIrqFlags: single reception ended without a preamble.</summary>
    public const byte ReceiveTimeout = 0x80;

    /// <summary>RegIrqFlags: a frame is complete.</summary>
    public const byte ReceiveDone = 0x40;

    /// <summary>RegIrqFlags: the payload CRC of that frame is wrong.</summary>
    public const byte PayloadCrcError = 0x20;

    /// <summary>RegIrqFlags: a valid header was received.</summary>
    public const byte ValidHeader = 0x10;

    /// <summary>RegIrqFlags: the frame has left.</summary>
    public const byte TransmitDone = 0x08;

    /// <summary>RegIrqFlags: channel activity detection is complete.</summary>
    public const byte ActivityDone = 0x04;

    /// <summary>RegIrqFlags: frequency hopping wants a new channel; masked, hopping is not used.</summary>
    public const byte HopChannelChange = 0x02;

    /// <summary>RegIrqFlags: channel activity detection found a LoRa signal.</summary>
    public const byte ActivityDetected = 0x01;

    /// <summary>RegModemStat: a valid header was received and its frame is not complete.</summary>
    public const byte HeaderInfoValid = 0x08;

    /// <summary>RegModemStat: the receiver is synchronised to a signal.</summary>
    public const byte SignalSynchronized = 0x02;

    /// <summary>RegHopChannel: the last explicit header announced a payload CRC.</summary>
    public const byte CrcOnPayload = 0x40;

    /// <summary>RegModemConfig1: implicit header.</summary>
    public const byte ImplicitHeader = 0x01;

    /// <summary>RegModemConfig2: payload CRC is sent (and, with an implicit header, expected).</summary>
    public const byte PayloadCrcOn = 0x04;

    /// <summary>RegModemConfig3: low-data-rate optimisation.</summary>
    public const byte LowDataRateOptimize = 0x08;

    /// <summary>RegModemConfig3: the gain follows the signal.</summary>
    public const byte AgcAutoOn = 0x04;

    /// <summary>RegDetectOptimize: intermediate frequency chosen by the chip.</summary>
    public const byte AutomaticIf = 0x80;

    /// <summary>RegImageCal: starts the calibration.</summary>
    public const byte ImageCalibrationStart = 0x40;

    /// <summary>RegImageCal: calibration is running.</summary>
    public const byte ImageCalibrationRunning = 0x20;

    /// <summary>RegImageCal: the temperature monitor is off.</summary>
    public const byte TemperatureMonitorOff = 0x01;

    /// <summary>RegTcxo: the clock comes from outside.</summary>
    public const byte TcxoInputOn = 0x10;

    /// <summary>RegDioMapping1: DIO0 shows RxDone, DIO1 shows RxTimeout.</summary>
    public const byte Dio0ReceiveDone = 0x00;

    /// <summary>RegDioMapping1: DIO0 shows TxDone, DIO1 shows RxTimeout.</summary>
    public const byte Dio0TransmitDone = 0x40;

    /// <summary>RegDioMapping1: DIO0 shows CadDone, DIO1 shows RxTimeout.</summary>
    public const byte Dio0ActivityDone = 0x80;

    /// <summary>RegVersion of SX1276, SX1277, SX1278 and SX1279.</summary>
    public const byte ExpectedVersion = 0x12;
}

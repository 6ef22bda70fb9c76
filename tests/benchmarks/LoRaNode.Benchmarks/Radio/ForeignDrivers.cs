namespace LoRaNode.Benchmarks.Radio;

/// <summary>
/// What other drivers need for the same frame, counted in their source line by line: SX1276 at 869 MHz, SF9, 250 kHz, explicit header,
/// no hopping, steady state (the frame before was alike, so values that are compared before they are written are equal).
/// A register access is one transfer of two bytes; the frame is one transfer of its length and one.
/// </summary>
internal static class ForeignDrivers
{
    /// <summary>
    /// RadioLib 7.7.1 (commit 187ef24), src/modules/SX127x/SX127x.cpp and src/Module.cpp, default build options:
    /// SPIsetRegValue reads (1) and, when the value changes or is forced, writes and reads again (3); setMode asks for the
    /// modem first (1).
    /// </summary>
    public static readonly (string Step, int Transfers)[] RadioLibSend =
    [
        ("transmit: setMode(STANDBY), equal", 2),
        ("transmit: getActiveModem", 1),
        ("getTimeOnAir: getActiveModem, two preamble registers", 3),
        ("stageMode: setMode(STANDBY), equal", 2),
        ("stageMode: getActiveModem, RegHopPeriod", 2),
        ("stageMode: RegDioMapping1, equal", 1),
        ("errataFix (SX1278.cpp): getActiveModem, standby", 3),
        ("setFrequencyRaw: RegHopPeriod, setMode, two equal registers, RegFrfLsb forced", 8),
        ("errataFix: registers 31, 2F, 30, equal", 3),
        ("clearIrqFlags: getActiveModem, RegIrqFlags", 2),
        ("stageMode: RegPayloadLength and RegFifoTxBaseAddr, equal", 2),
        ("stageMode: RegFifoAddrPtr, moved by the frame before", 3),
        ("stageMode: the frame", 1),
        ("launchMode: setMode(TX)", 4),
        ("finishTransmit: clearIrqFlags", 2),
        ("finishTransmit: standby, equal", 2),
    ];

    /// <summary>RadioLib 7.7.1: readData, and getRSSI, getSNR and getFrequencyError for what our driver reports with each frame.</summary>
    public static readonly (string Step, int Transfers)[] RadioLibReceive =
    [
        ("readData: getActiveModem", 1),
        ("getPacketLength: getActiveModem, RegRxNbBytes", 2),
        ("readData: RegIrqFlags, RegHopChannel, RegFifoRxCurrentAddr", 3),
        ("readData: RegFifoAddrPtr, equal", 1),
        ("readData: the frame", 1),
        ("clearIrqFlags: getActiveModem, RegIrqFlags", 2),
        ("getRSSICommon: getActiveModem, RegPktRssiValue, and getSNR", 4),
        ("getSNR: getActiveModem, RegPktSnrValue", 2),
        ("getFrequencyError: getActiveModem and three registers", 4),
    ];

    /// <summary>LoRaMac-node 4.7.0 and 12 commits (commit dcbcfb3), src/radio/sx1276/sx1276.c.</summary>
    public static readonly (string Step, int Transfers)[] LoRaMacSend =
    [
        ("SX1276Send: RegInvertIQ read and written, RegInvertIQ2", 3),
        ("SX1276Send: RegPayloadLength, RegFifoTxBaseAddr, RegFifoAddrPtr", 3),
        ("SX1276Send: RegOpMode read", 1),
        ("SX1276WriteFifo: the frame", 1),
        ("SX1276SetTx: RegIrqFlagsMask, RegDioMapping1 read and written", 3),
        ("SX1276SetOpMode: read and written", 2),
        ("SX1276OnDio0Irq: RegIrqFlags", 1),
    ];

    /// <summary>LoRaMac-node: SX1276OnDio0Irq in continuous reception. It does not report the frequency error.</summary>
    public static readonly (string Step, int Transfers)[] LoRaMacReceive =
    [
        ("SX1276OnDio0Irq: RegIrqFlags written and read", 2),
        ("SX1276OnDio0Irq: RegPktSnrValue, RegPktRssiValue, RegRxNbBytes", 3),
        ("SX1276OnDio0Irq: RegFifoRxCurrentAddr, RegFifoAddrPtr", 2),
        ("SX1276ReadFifo: the frame", 1),
    ];
}

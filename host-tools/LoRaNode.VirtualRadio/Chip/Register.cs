namespace LoRaNode.VirtualRadio.Chip;

/// <summary>
/// Register addresses of the SX1276/77/78/79 (datasheet rev. 7, table 41). 0x0D to 0x3F are two pages: LoRa and FSK/OOK.
/// </summary>
public static class Register
{
#pragma warning disable CS1591 // The names are those of the datasheet.
    public const byte Fifo = 0x00;
    public const byte OpMode = 0x01;
    public const byte FrfMsb = 0x06;
    public const byte FrfMid = 0x07;
    public const byte FrfLsb = 0x08;
    public const byte PaConfig = 0x09;
    public const byte PaRamp = 0x0A;
    public const byte Ocp = 0x0B;
    public const byte Lna = 0x0C;

    public const byte FifoAddrPtr = 0x0D;
    public const byte FifoTxBaseAddr = 0x0E;
    public const byte FifoRxBaseAddr = 0x0F;
    public const byte FifoRxCurrentAddr = 0x10;
    public const byte IrqFlagsMask = 0x11;
    public const byte IrqFlags = 0x12;
    public const byte RxNbBytes = 0x13;
    public const byte RxHeaderCntMsb = 0x14;
    public const byte RxHeaderCntLsb = 0x15;
    public const byte RxPacketCntMsb = 0x16;
    public const byte RxPacketCntLsb = 0x17;
    public const byte ModemStat = 0x18;
    public const byte PktSnr = 0x19;
    public const byte PktRssi = 0x1A;
    public const byte Rssi = 0x1B;
    public const byte HopChannel = 0x1C;
    public const byte ModemConfig1 = 0x1D;
    public const byte ModemConfig2 = 0x1E;
    public const byte SymbTimeoutLsb = 0x1F;
    public const byte PreambleMsb = 0x20;
    public const byte PreambleLsb = 0x21;
    public const byte PayloadLength = 0x22;
    public const byte MaxPayloadLength = 0x23;
    public const byte HopPeriod = 0x24;
    public const byte FifoRxByteAddr = 0x25;
    public const byte ModemConfig3 = 0x26;
    public const byte PpmCorrection = 0x27;
    public const byte FeiMsb = 0x28;
    public const byte FeiMid = 0x29;
    public const byte FeiLsb = 0x2A;
    public const byte RssiWideband = 0x2C;
    public const byte IfFreq1 = 0x2F;
    public const byte IfFreq2 = 0x30;
    public const byte DetectOptimize = 0x31;
    public const byte InvertIq = 0x33;
    public const byte HighBwOptimize1 = 0x36;
    public const byte DetectionThreshold = 0x37;
    public const byte SyncWord = 0x39;
    public const byte HighBwOptimize2 = 0x3A;
    public const byte InvertIq2 = 0x3B;

    public const byte DioMapping1 = 0x40;
    public const byte DioMapping2 = 0x41;
    public const byte Version = 0x42;
    public const byte PllHop = 0x44;
    public const byte Tcxo = 0x4B;
    public const byte PaDac = 0x4D;
    public const byte FormerTemp = 0x5B;
    public const byte BitrateFrac = 0x5D;
    public const byte AgcRef = 0x61;
    public const byte AgcThresh1 = 0x62;
    public const byte AgcThresh2 = 0x63;
    public const byte AgcThresh3 = 0x64;
    public const byte Pll = 0x70;

    public const byte FskBitrateMsb = 0x02;
    public const byte FskBitrateLsb = 0x03;
    public const byte FskFdevMsb = 0x04;
    public const byte FskFdevLsb = 0x05;
    public const byte FskRxConfig = 0x0D;
    public const byte FskRssi = 0x11;
    public const byte FskRxBw = 0x12;
    public const byte FskPreambleMsb = 0x25;
    public const byte FskPreambleLsb = 0x26;
    public const byte FskSyncConfig = 0x27;
    public const byte FskSyncValue1 = 0x28;
    public const byte FskPacketConfig1 = 0x30;
    public const byte FskPacketConfig2 = 0x31;
    public const byte FskPayloadLength = 0x32;
    public const byte FskNodeAdrs = 0x33;
    public const byte FskBroadcastAdrs = 0x34;
    public const byte FskFifoThresh = 0x35;
    public const byte FskImageCal = 0x3B;
    public const byte FskTemp = 0x3C;
    public const byte FskIrqFlags1 = 0x3E;
    public const byte FskIrqFlags2 = 0x3F;
#pragma warning restore CS1591
}

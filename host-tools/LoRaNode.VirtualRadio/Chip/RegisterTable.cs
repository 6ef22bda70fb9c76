using System.Collections.Frozen;
using static LoRaNode.VirtualRadio.Chip.RegisterAccess;
using static LoRaNode.VirtualRadio.Chip.RegisterPage;

namespace LoRaNode.VirtualRadio.Chip;

/// <summary>
/// All documented registers with reset values and access rights (SX1276 datasheet rev. 7, table 41 and sections 6.2 to 6.5). Where the
/// summary table gives a reset and a recommended value, this is the reset value. Addresses that are not listed are reserved: they
/// hold what is written and read 0 after reset.
/// </summary>
public static class RegisterTable
{
    /// <summary>The registers.</summary>
    public static readonly IReadOnlyList<RegisterDefinition> All =
    [
        new(Common, 0x00, "Fifo", 0x00, RegisterAccess.Fifo),

        // LongRangeMode 0, FSK, LowFrequencyModeOn 1, standby.
        new(Common, 0x01, "OpMode", 0x09),
        new(Common, 0x02, "BitrateMsb", 0x1A),
        new(Common, 0x03, "BitrateLsb", 0x0B),
        new(Common, 0x04, "FdevMsb", 0x00, ReadWrite, 0x3F),
        new(Common, 0x05, "FdevLsb", 0x52),
        new(Common, 0x06, "FrfMsb", 0x6C),
        new(Common, 0x07, "FrfMid", 0x80),
        new(Common, 0x08, "FrfLsb", 0x00),
        new(Common, 0x09, "PaConfig", 0x4F),
        new(Common, 0x0A, "PaRamp", 0x09, ReadWrite, 0x7F),
        new(Common, 0x0B, "Ocp", 0x2B, ReadWrite, 0x3F),
        new(Common, 0x0C, "Lna", 0x20),

        new(LoRa, 0x0D, "FifoAddrPtr", 0x00),
        new(LoRa, 0x0E, "FifoTxBaseAddr", 0x80),
        new(LoRa, 0x0F, "FifoRxBaseAddr", 0x00),
        new(LoRa, 0x10, "FifoRxCurrentAddr", 0x00, ReadOnly),
        new(LoRa, 0x11, "IrqFlagsMask", 0x00),
        new(LoRa, 0x12, "IrqFlags", 0x00, WriteOneToClear),
        new(LoRa, 0x13, "RxNbBytes", 0x00, ReadOnly),
        new(LoRa, 0x14, "RxHeaderCntValueMsb", 0x00, ReadOnly),
        new(LoRa, 0x15, "RxHeaderCntValueLsb", 0x00, ReadOnly),
        new(LoRa, 0x16, "RxPacketCntValueMsb", 0x00, ReadOnly),
        new(LoRa, 0x17, "RxPacketCntValueLsb", 0x00, ReadOnly),
        new(LoRa, 0x18, "ModemStat", 0x10, ReadOnly),
        new(LoRa, 0x19, "PktSnrValue", 0x00, ReadOnly),
        new(LoRa, 0x1A, "PktRssiValue", 0x00, ReadOnly),
        new(LoRa, 0x1B, "RssiValue", 0x00, ReadOnly),
        new(LoRa, 0x1C, "HopChannel", 0x00, ReadOnly),
        new(LoRa, 0x1D, "ModemConfig1", 0x72),
        new(LoRa, 0x1E, "ModemConfig2", 0x70),
        new(LoRa, 0x1F, "SymbTimeoutLsb", 0x64),
        new(LoRa, 0x20, "PreambleMsb", 0x00),
        new(LoRa, 0x21, "PreambleLsb", 0x08),
        new(LoRa, 0x22, "PayloadLength", 0x01),
        new(LoRa, 0x23, "MaxPayloadLength", 0xFF),
        new(LoRa, 0x24, "HopPeriod", 0x00),
        new(LoRa, 0x25, "FifoRxByteAddr", 0x00, ReadOnly),
        new(LoRa, 0x26, "ModemConfig3", 0x00, ReadWrite, 0x0F),
        new(LoRa, 0x27, "PpmCorrection", 0x00),
        new(LoRa, 0x28, "FeiMsb", 0x00, ReadOnly),
        new(LoRa, 0x29, "FeiMid", 0x00, ReadOnly),
        new(LoRa, 0x2A, "FeiLsb", 0x00, ReadOnly),
        new(LoRa, 0x2C, "RssiWideband", 0x00, ReadOnly),
        new(LoRa, 0x2F, "IfFreq1", 0x45),
        new(LoRa, 0x30, "IfFreq2", 0x55),
        new(LoRa, 0x31, "DetectOptimize", 0xC3),
        new(LoRa, 0x33, "InvertIQ", 0x27),
        new(LoRa, 0x36, "HighBwOptimize1", 0x03),
        new(LoRa, 0x37, "DetectionThreshold", 0x0A),
        new(LoRa, 0x39, "SyncWord", 0x12),
        new(LoRa, 0x3A, "HighBwOptimize2", 0x20),
        new(LoRa, 0x3B, "InvertIQ2", 0x1D),

        new(Fsk, 0x0D, "RxConfig", 0x08),
        new(Fsk, 0x0E, "RssiConfig", 0x02),
        new(Fsk, 0x0F, "RssiCollision", 0x0A),
        new(Fsk, 0x10, "RssiThresh", 0xFF),
        new(Fsk, 0x11, "RssiValue", 0x00, ReadOnly),
        new(Fsk, 0x12, "RxBw", 0x15),
        new(Fsk, 0x13, "AfcBw", 0x0B),
        new(Fsk, 0x14, "OokPeak", 0x28),
        new(Fsk, 0x15, "OokFix", 0x0C),
        new(Fsk, 0x16, "OokAvg", 0x12),
        new(Fsk, 0x17, "Res17", 0x47),
        new(Fsk, 0x18, "Res18", 0x32),
        new(Fsk, 0x19, "Res19", 0x3E),
        new(Fsk, 0x1A, "AfcFei", 0x00, ReadWrite, 0x01),
        new(Fsk, 0x1B, "AfcMsb", 0x00),
        new(Fsk, 0x1C, "AfcLsb", 0x00),
        new(Fsk, 0x1D, "FeiMsb", 0x00),
        new(Fsk, 0x1E, "FeiLsb", 0x00),
        new(Fsk, 0x1F, "PreambleDetect", 0x40),
        new(Fsk, 0x20, "RxTimeout1", 0x00),
        new(Fsk, 0x21, "RxTimeout2", 0x00),
        new(Fsk, 0x22, "RxTimeout3", 0x00),
        new(Fsk, 0x23, "RxDelay", 0x00),
        new(Fsk, 0x24, "Osc", 0x05, ReadWrite, 0x07),
        new(Fsk, 0x25, "PreambleMsb", 0x00),
        new(Fsk, 0x26, "PreambleLsb", 0x03),
        new(Fsk, 0x27, "SyncConfig", 0x93),
        new(Fsk, 0x28, "SyncValue1", 0x55),
        new(Fsk, 0x29, "SyncValue2", 0x55),
        new(Fsk, 0x2A, "SyncValue3", 0x55),
        new(Fsk, 0x2B, "SyncValue4", 0x55),
        new(Fsk, 0x2C, "SyncValue5", 0x55),
        new(Fsk, 0x2D, "SyncValue6", 0x55),
        new(Fsk, 0x2E, "SyncValue7", 0x55),
        new(Fsk, 0x2F, "SyncValue8", 0x55),
        new(Fsk, 0x30, "PacketConfig1", 0x90),
        new(Fsk, 0x31, "PacketConfig2", 0x40),
        new(Fsk, 0x32, "PayloadLength", 0x40),
        new(Fsk, 0x33, "NodeAdrs", 0x00),
        new(Fsk, 0x34, "BroadcastAdrs", 0x00),
        new(Fsk, 0x35, "FifoThresh", 0x0F),
        new(Fsk, 0x36, "SeqConfig1", 0x00),
        new(Fsk, 0x37, "SeqConfig2", 0x00),
        new(Fsk, 0x38, "TimerResol", 0x00),
        new(Fsk, 0x39, "Timer1Coef", 0xF5),
        new(Fsk, 0x3A, "Timer2Coef", 0x20),

        // Bit 6 starts a calibration and reads 0; bits 5 and 3 are read only.
        new(Fsk, 0x3B, "ImageCal", 0x82, ReadWrite, 0x87),
        new(Fsk, 0x3C, "Temp", 0x00, ReadOnly),
        new(Fsk, 0x3D, "LowBat", 0x02, ReadWrite, 0x0F),
        new(Fsk, 0x3E, "IrqFlags1", 0x80, WriteOneToClear, 0x0B),
        new(Fsk, 0x3F, "IrqFlags2", 0x40, WriteOneToClear, 0x11),

        new(Common, 0x40, "DioMapping1", 0x00),
        new(Common, 0x41, "DioMapping2", 0x00),
        new(Common, 0x42, "Version", 0x12, ReadOnly),
        new(Common, 0x44, "PllHop", 0x2D),
        new(Common, 0x4B, "Tcxo", 0x09),
        new(Common, 0x4D, "PaDac", 0x84),
        new(Common, 0x5B, "FormerTemp", 0x00),
        new(Common, 0x5D, "BitrateFrac", 0x00, ReadWrite, 0x0F),
        new(Common, 0x61, "AgcRef", 0x13),
        new(Common, 0x62, "AgcThresh1", 0x0E),
        new(Common, 0x63, "AgcThresh2", 0x5B),
        new(Common, 0x64, "AgcThresh3", 0xDB),
        new(Common, 0x70, "Pll", 0xD0),
    ];

    /// <summary>First address of the two pages.</summary>
    public const byte FirstPaged = 0x0D;

    /// <summary>Last address of the two pages.</summary>
    public const byte LastPaged = 0x3F;

    private static readonly FrozenDictionary<(RegisterPage, byte), RegisterDefinition> ByPlace =
        All.ToFrozenDictionary(d => (d.Page, d.Address));

    /// <summary>The definition of a place; reserved ones read and write, 0 after reset.</summary>
    public static RegisterDefinition At(RegisterPage page, byte address)
    {
        return ByPlace.TryGetValue((page, address), out var definition)
            ? definition
            : new RegisterDefinition(page, address, "Reserved", 0);
    }

    /// <summary>All 128 places of a page (addresses outside of it filled with the common ones), for quick access.</summary>
    internal static RegisterDefinition[] Flat(RegisterPage page)
    {
        var flat = new RegisterDefinition[128];
        for (int i = 0; i < flat.Length; i++)
        {
            bool paged = i is >= FirstPaged and <= LastPaged;
            flat[i] = At(paged ? page : Common, (byte)i);
        }

        return flat;
    }
}

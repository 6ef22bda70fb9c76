namespace LoRaNode.VirtualRadio.Chip;

/// <summary>Bits of RegIrqFlags and RegIrqFlagsMask (datasheet 6.4).</summary>
[Flags]
public enum LoRaInterrupts : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Activity detection found a signal.</summary>
    CadDetected = 0x01,

    /// <summary>Time to set the next channel of a hop sequence.</summary>
    FhssChangeChannel = 0x02,

    /// <summary>Activity detection is over.</summary>
    CadDone = 0x04,

    /// <summary>The frame has been sent.</summary>
    TxDone = 0x08,

    /// <summary>A header with a good CRC.</summary>
    ValidHeader = 0x10,

    /// <summary>The CRC of the payload failed.</summary>
    PayloadCrcError = 0x20,

    /// <summary>A frame is complete.</summary>
    RxDone = 0x40,

    /// <summary>Single reception found no preamble in time.</summary>
    RxTimeout = 0x80,
}

namespace LoRaNode.VirtualRadio.Chip;

/// <summary>The mode field of RegOpMode. In FSK/OOK, 5 is the receiver, and 6 and 7 are reserved.</summary>
public enum DeviceMode : byte
{
    /// <summary>Registers kept, oscillator off, no packet memory.</summary>
    Sleep = 0,

    /// <summary>Oscillator on.</summary>
    Standby = 1,

    /// <summary>Synthesiser at the transmit frequency.</summary>
    SynthesizeTransmit = 2,

    /// <summary>Sending; back to standby by itself (LoRa).</summary>
    Transmit = 3,

    /// <summary>Synthesiser at the receive frequency.</summary>
    SynthesizeReceive = 4,

    /// <summary>Receiving until told otherwise.</summary>
    ReceiveContinuous = 5,

    /// <summary>Receiving one frame or a timeout, then standby.</summary>
    ReceiveSingle = 6,

    /// <summary>Channel activity detection, then standby.</summary>
    ActivityDetection = 7,
}

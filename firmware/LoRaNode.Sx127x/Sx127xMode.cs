namespace LoRaNode.Sx127x;

/// <summary>The mode bits of RegOpMode in LoRa (datasheet rev. 7, 4.1.6 and chapter 6).</summary>
public enum Sx127xMode : byte
{
    /// <summary>Lowest current; registers kept, FIFO lost.</summary>
    Sleep = 0,

    /// <summary>Oscillator running.</summary>
    Standby = 1,

    /// <summary>Synthesiser locked to the transmit frequency.</summary>
    SynthesizeTransmit = 2,

    /// <summary>Sending one frame; the chip then returns to standby.</summary>
    Transmit = 3,

    /// <summary>Synthesiser locked to the receive frequency.</summary>
    SynthesizeReceive = 4,

    /// <summary>Receiving until told otherwise.</summary>
    ReceiveContinuous = 5,

    /// <summary>Receiving one frame or until the symbol time-out.</summary>
    ReceiveSingle = 6,

    /// <summary>Listening for a preamble during about two symbols.</summary>
    DetectActivity = 7,
}

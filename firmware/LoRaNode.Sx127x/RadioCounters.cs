namespace LoRaNode.Sx127x;

/// <summary>What the driver has seen since it was made; for the log and for technicians. Counters wrap after 2^32.</summary>
public sealed class RadioCounters
{
    /// <summary>Frames that left.</summary>
    public uint FramesSent;

    /// <summary>Frames received with a good CRC.</summary>
    public uint FramesReceived;

    /// <summary>Frames received with a wrong or missing CRC.</summary>
    public uint FramesDamaged;

    /// <summary>Times that the chip was set up anew.</summary>
    public uint Recoveries;

    /// <summary>Recoveries because registers had lost their values: the chip reset itself (brown-out) or answered nonsense.</summary>
    public uint RegistersLost;

    /// <summary>Recoveries because an operation did not end in time.</summary>
    public uint OperationsOverdue;

    /// <summary>Events that the interrupt line did not show.</summary>
    public uint MissedInterrupts;

    /// <summary>Times that the interrupt line was high without an event.</summary>
    public uint FalseInterrupts;

    /// <summary>Frames sent at +17 dBm because the duty limit of a higher power was used up.</summary>
    public uint PowerReduced;
}

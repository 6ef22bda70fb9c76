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

    /// <summary>Address of the register that was last found with a wrong value; 0 when none was. For whoever debugs a board.</summary>
    public byte LostRegister;

    /// <summary>Registers that this chip does not read back as written and that are therefore not watched; 0 on a genuine one.</summary>
    public uint RegistersIgnored;

    /// <summary>The wrong value.</summary>
    public byte LostRegisterValue;

    /// <summary>Recoveries because an operation did not end in time.</summary>
    public uint OperationsOverdue;

    /// <summary>Events that the interrupt line did not show.</summary>
    public uint MissedInterrupts;

    /// <summary>Times that the interrupt line was high without an event.</summary>
    public uint FalseInterrupts;

    /// <summary>Frames written to the FIFO twice because its address showed that bytes were missing.</summary>
    public uint FramesRewritten;

    /// <summary>Frames sent at +17 dBm because the duty limit of a higher power was used up.</summary>
    public uint PowerReduced;
}

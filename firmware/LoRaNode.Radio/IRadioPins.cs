namespace LoRaNode.Radio;

/// <summary>The two wires of a radio besides its bus. A board with a third (DIO1) also implements <see cref="IRadioTimeoutPin"/>.</summary>
public interface IRadioPins
{
    /// <summary>True when a reset line is wired.</summary>
    bool HasReset { get; }

    /// <summary>True when an interrupt line (DIO0) is wired; without it the driver polls.</summary>
    bool HasInterrupt { get; }

    /// <summary>Drives the reset line: true holds the chip in reset.</summary>
    void SetReset(bool asserted);

    /// <summary>Level of the interrupt line.</summary>
    bool ReadInterrupt();

    /// <summary>Waits at least the given microseconds (reset pulse, start-up time); only used while starting, recovering and leaving sleep.</summary>
    void Wait(int microseconds);
}

namespace LoRaNode.Radio;

/// <summary>
/// Implemented by <see cref="IRadioPins"/> of boards that also wire the second interrupt line (DIO1): the end of a single
/// reception without a preamble is then noticed at once. Without it the driver asks when the time has passed.
/// </summary>
public interface IRadioTimeoutPin
{
    /// <summary>True when DIO1 is wired.</summary>
    bool HasTimeoutInterrupt { get; }

    /// <summary>Level of DIO1.</summary>
    bool ReadTimeoutInterrupt();
}

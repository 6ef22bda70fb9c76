namespace LoRaNode.InstructionCount;

/// <summary>Where counted assemblies add up the IL instructions that they execute, each thread for itself.</summary>
public static class InstructionMeter
{
#pragma warning disable CA2211 // Counted code adds to the field itself: a property call would cost more than what it counts.
    /// <summary>Instructions executed so far by this thread.</summary>
    [ThreadStatic]
    public static long Total;
#pragma warning restore CA2211

    /// <summary>Instructions that an action executes in counted assemblies.</summary>
    public static long Count(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        long before = Total;
        action();
        return Total - before;
    }
}

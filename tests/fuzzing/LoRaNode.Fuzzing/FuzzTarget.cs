namespace LoRaNode.Fuzzing;

/// <summary>A parser or a group of parsers under attack.</summary>
public abstract class FuzzTarget
{
    /// <summary>Name of the command.</summary>
    public abstract string Name { get; }

    /// <summary>What it attacks.</summary>
    public abstract string Description { get; }

    /// <summary>Valid inputs to begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds();

    /// <summary>Feeds one input. Throws when a promise is broken; any exception is a finding.</summary>
    public abstract void Run(byte[] input);

    /// <summary>Throws when a promise is broken.</summary>
    protected static void Promise(bool holds, string promise)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Broken promise: " + promise);
        }
    }
}

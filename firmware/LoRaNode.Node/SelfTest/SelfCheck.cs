namespace LoRaNode.Node.SelfTest;

/// <summary>One thing that a node proves about itself. It holds for the same code on a board and on the desktop.</summary>
public abstract class SelfCheck
{
    /// <summary>What is proved, in a few lower-case English words.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Does a part of the work, below 50 ms on a board; called again while it returns true, and then <see cref="Passes"/>. Short checks do
    /// everything there.
    /// </summary>
    public virtual bool Work()
    {
        return false;
    }

    /// <summary>Ends the check. False, or any exception, is a failure.</summary>
    public abstract bool Passes();
}

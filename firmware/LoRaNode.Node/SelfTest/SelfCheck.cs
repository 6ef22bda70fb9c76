namespace LoRaNode.Node.SelfTest;

/// <summary>One thing that a node proves about itself. It holds for the same code on a board and on the desktop.</summary>
public abstract class SelfCheck
{
    /// <summary>What is proved, in a few lower-case English words.</summary>
    public abstract string Name { get; }

    /// <summary>Does the check. False, or any exception, is a failure.</summary>
    public abstract bool Passes();
}

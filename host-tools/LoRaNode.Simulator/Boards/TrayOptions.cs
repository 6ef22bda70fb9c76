using LoRaNode.Node.Boards;

namespace LoRaNode.Simulator.Boards;

/// <summary>What a tray of virtual boards is like.</summary>
public sealed class TrayOptions
{
    /// <summary>
    /// About how often a hand pulls one of the cables and plugs it in again soon after; null for never. A cable that was plugged in again is left
    /// alone until some bytes went through it. The ports are then links in the boards' folders, because a terminal that is gone does not come back under its name.
    /// </summary>
    public TimeSpan? PullEvery { get; init; }

    /// <summary>Seed of whatever happens by chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>True to let each board listen on this machine's loopback network as well, as a board does on its Wi-Fi.</summary>
    public bool WithTcp { get; init; }

    /// <summary>Path loss between any two boards in decibels. The usual value is that of a bench: all hear each other well.</summary>
    public double LossDb { get; init; } = 90;

    /// <summary>What the cables do to the bytes; null for good cables as fast as this machine. Not together with pulled cables.</summary>
    public CableFaults? Faults { get; init; }

    /// <summary>Which boards they are; null for none of the known ones.</summary>
    public BoardDefinition? Board { get; init; }
}

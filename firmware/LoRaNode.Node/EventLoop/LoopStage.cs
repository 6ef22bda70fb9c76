namespace LoRaNode.Node.EventLoop;

/// <summary>What the event loop is doing, for the log after it got stuck there. Values are stored: never renumber.</summary>
public enum LoopStage : byte
{
    /// <summary>Waiting for an event or for its time.</summary>
    Waiting = 0,

    /// <summary>Starting.</summary>
    Starting = 1,

    /// <summary>Looking for requests of the link.</summary>
    Link = 2,

    /// <summary>Radio, relay engine and signatures.</summary>
    Network = 3,

    /// <summary>Drawing or showing a picture.</summary>
    Display = 4,

    /// <summary>Measuring battery and input.</summary>
    Power = 5,
}

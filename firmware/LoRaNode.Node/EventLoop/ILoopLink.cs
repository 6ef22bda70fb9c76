namespace LoRaNode.Node.EventLoop;

/// <summary>A carrier of the link as the event loop sees it: USB, a second serial port, the network.</summary>
public interface ILoopLink
{
    /// <summary>Takes what has come and sends what is due; never waits. True when there was something: call again soon.</summary>
    bool Run(long nowMs);
}

namespace LoRaNode.Node.EventLoop;

/// <summary>The node's button.</summary>
public interface IButton
{
    /// <summary>True while it is held down.</summary>
    bool IsPressed { get; }
}

using LoRaNode.Node.Texts;

namespace LoRaNode.Node.Network;

/// <summary>Who wants to know what a node shows: the display, the link's subscribers, a simulation. Calls return at once.</summary>
public interface INodeObserver
{
    /// <summary>A text is shown from now on.</summary>
    void OnShown(ShownText text, long nowMs);
}

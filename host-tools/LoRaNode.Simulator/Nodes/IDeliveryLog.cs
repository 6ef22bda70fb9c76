using LoRaNode.Core.Frames;

namespace LoRaNode.Simulator.Nodes;

/// <summary>Told what happened to items, for measurements.</summary>
public interface IDeliveryLog
{
    /// <summary>A node has an item: it may be shown to its owner.</summary>
    void Delivered(int node, FrameType type, ushort origin, uint counter, int bytes, long nowUs);

    /// <summary>The origin learnt how many nodes have an item.</summary>
    void Reached(int node, int handle, int nodes, long nowUs);

    /// <summary>A unicast item was acknowledged or given up.</summary>
    void UnicastEnded(int node, int handle, bool delivered, long nowUs);
}

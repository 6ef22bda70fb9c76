using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>A node's answer.</summary>
/// <param name="Status">How the request ended.</param>
/// <param name="Body">What came with it.</param>
public sealed record LinkReply(LinkStatus Status, byte[] Body);

using LoRaNode.Node.Log;

namespace LoRaNode.Host.Link;

/// <summary>The log of a node, opened.</summary>
/// <param name="Records">The records that the key opened, oldest first.</param>
/// <param name="Unreadable">Records that it did not open: of an earlier provisioning, or damaged.</param>
public sealed record NodeLogText(IReadOnlyList<LogRecord> Records, int Unreadable);

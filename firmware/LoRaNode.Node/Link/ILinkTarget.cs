namespace LoRaNode.Node.Link;

/// <summary>What the link may ask of a node. Every call returns at once; bodies are described in <c>firmware/LINK.md</c>.</summary>
public interface ILinkTarget
{
    /// <summary>Fills in who and how the node is.</summary>
    void Identify(NodeIdentification identification, long nowMs);

    /// <summary>Takes credentials from a part of <paramref name="request"/>: all of them or, on any error, none.</summary>
    LinkStatus Provision(byte[] request, int offset, int length, long nowMs);

    /// <summary>Erases keys first, then everything else.</summary>
    LinkStatus FactoryErase(long nowMs);

    /// <summary>Copies whole log records from number <paramref name="fromIndex"/> on. Returns the bytes copied.</summary>
    int ReadLog(uint fromIndex, byte[] target, int offset, int maxBytes);

    /// <summary>Sends a signed alert (its payload). On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendAlert(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason);

    /// <summary>Sends a signed trust statement (its payload) and heeds it. On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendTrust(byte[] request, int offset, int length, long nowMs, out uint counter, out byte reason);

    /// <summary>Sends a message (its payload). On <see cref="LinkStatus.Ok"/> <paramref name="counter"/> is its number.</summary>
    LinkStatus SendMessage(byte[] request, int offset, int length, long nowMs, out uint counter);

    /// <summary>
    /// Writes the text shown at a place, 0 the newest: its head and as much of its payload from <paramref name="from"/> on as fits
    /// (see <see cref="TextEntry"/>). Returns the bytes written, 0 when there is none.
    /// </summary>
    int ReadText(int place, int from, byte[] target, int offset, int maxBytes, long nowMs);

    /// <summary>Fills in what the node counts.</summary>
    void Statistics(NodeStatistics statistics, long nowMs);
}

namespace LoRaNode.Host.Gateway;

/// <summary>The topics of one gateway (see README.md).</summary>
/// <param name="Base">First part of all topics.</param>
/// <param name="Board">The node's board, 16 hexadecimal digits.</param>
public sealed record GatewayTopics(string Base, string Board)
{
    /// <summary>Retained: whether the gateway is there, which node it is at, and where its log goes on.</summary>
    public string Status => $"{Base}/{Board}/status";

    /// <summary>The node's log records.</summary>
    public string Log => $"{Base}/{Board}/log";

    /// <summary>The alerts that the node shows.</summary>
    public string Alerts => $"{Base}/{Board}/alerts";

    /// <summary>Signed alerts to send, from others.</summary>
    public string Send => $"{Base}/{Board}/send";

    /// <summary>What became of them.</summary>
    public string Sent => $"{Base}/{Board}/sent";
}

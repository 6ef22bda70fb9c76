using LoRaNode.Host.Keys;

namespace LoRaNode.Host.Gateway;

/// <summary>What a gateway is started with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="TopicBase">First part of all topics.</param>
/// <param name="Community">Keys that open the log, when records are to be published opened; null to publish them sealed.</param>
public sealed record GatewayOptions(BrokerAddress Broker, string TopicBase, Community? Community);

/// <summary>What a gateway has done.</summary>
public sealed class GatewayCounts
{
    /// <summary>Log records published.</summary>
    public int Logs { get; internal set; }

    /// <summary>Alerts of the node published.</summary>
    public int Alerts { get; internal set; }

    /// <summary>Alerts from the broker that the node took.</summary>
    public int Sent { get; internal set; }

    /// <summary>Alerts from the broker that were refused.</summary>
    public int Refused { get; internal set; }
}

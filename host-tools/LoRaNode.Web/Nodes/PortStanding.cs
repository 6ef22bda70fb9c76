using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Web.Nodes;

/// <summary>What was found at a port when it was looked at last.</summary>
/// <param name="Port">Name of the port.</param>
/// <param name="Adapter">USB chip there; null when it is not known.</param>
internal sealed record PortStanding(string Port, string? Adapter)
{
    /// <summary>True while it is being looked at.</summary>
    internal bool IsLooking { get; init; }

    /// <summary>When it was looked at; null when it was not yet.</summary>
    internal DateTimeOffset? At { get; init; }

    /// <summary>Who is there.</summary>
    internal NodeIdentification? Node { get; init; }

    /// <summary>What it counts.</summary>
    internal NodeStatistics? Statistics { get; init; }

    /// <summary>Whom it hears.</summary>
    internal IReadOnlyList<NeighbourEntry> Neighbours { get; init; } = [];

    /// <summary>Why nobody answers.</summary>
    internal UserError? Problem { get; init; }
}

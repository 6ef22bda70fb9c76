using LoRaNode.Host.Store;

namespace LoRaNode.Host.Fleet;

/// <summary>How a node is, by the worst that was found.</summary>
public enum NodeHealth
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>Nothing was found, or only what is good to know.</summary>
    Good,

    /// <summary>Something is to be looked at on the next round.</summary>
    Watch,

    /// <summary>Something critical was found.</summary>
    Bad,
}

/// <summary>A node of the community, its log and what follows from it.</summary>
/// <param name="Index">Its number in the report, from 0.</param>
/// <param name="Stored">Name, address, board.</param>
/// <param name="Site">Where it stands; null when nobody noted it.</param>
/// <param name="History">What its log tells.</param>
/// <param name="Trend">Where its battery is going.</param>
/// <param name="Health">How it is.</param>
/// <param name="Part">Which connected part of the network it belongs to, 0 for the largest.</param>
public sealed record FleetNode(int Index, StoredNode Stored, SiteRecord? Site, NodeHistory History, BatteryTrend Trend, NodeHealth Health, int Part)
{
    /// <summary>What the technicians call it.</summary>
    public string Name => Stored.Name;

    /// <summary>True when it is known where on Earth it stands.</summary>
    public bool HasCoordinates => Site is { Latitude: not null, Longitude: not null };

    /// <summary>True when it said last that others rely on it to relay.</summary>
    public bool IsBackbone => History.Standing.Count > 0 && History.Standing[^1].IsBackbone;
}

/// <summary>That a node got alerts and messages first from another one.</summary>
/// <param name="Relay">Index of the node that gave.</param>
/// <param name="Node">Index of the node that got.</param>
/// <param name="Count">How many, as far as was noted.</param>
public sealed record RelayShare(int Relay, int Node, int Count);

/// <summary>A node that others hang on.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="CutsOff">Indexes of the nodes that lose the larger part of the network when it fails.</param>
public sealed record SinglePoint(int Node, IReadOnlyList<int> CutsOff);

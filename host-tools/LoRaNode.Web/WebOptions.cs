using System.Net;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;

namespace LoRaNode.Web;

/// <summary>What the local web app is started with.</summary>
public sealed record WebOptions
{
    /// <summary>Folder of the community.</summary>
    public required string Folder { get; init; }

    /// <summary>The database that technicians share; null for the file in the folder.</summary>
    public DatabaseAddress? Database { get; init; }

    /// <summary>Opens the way to the node at a port. The community is given when its keys are at hand: nodes on a network ask for them.</summary>
    public required Func<string, Community?, Task<ILinkTransport>> Open { get; init; }

    /// <summary>Opens the way to a board at a cable, which may have no keys yet.</summary>
    public required Func<string, ILinkTransport> OpenCable { get; init; }

    /// <summary>Draws a sheet of labels as PDF: name and identifier of the community, then its nodes.</summary>
    public required Func<string, string, IReadOnlyList<NodeEntry>, byte[]> DrawLabels { get; init; }

    /// <summary>Name and version of the tool, for the foot of reports.</summary>
    public required string Producer { get; init; }

    /// <summary>Notes the details of a bug where whoever mends it finds them. Returns the path, or null.</summary>
    public required Func<Exception, string?> NoteBug { get; init; }

    /// <summary>Language that was asked for; null for the one that each browser asks for.</summary>
    public Language? Language { get; init; }

    /// <summary>Address to listen at. Any other than loopback is served encrypted only.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen at; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Ports of nodes to show beside those found by their USB chips.</summary>
    public IReadOnlyList<string> NodePorts { get; init; } = [];

    /// <summary>Public side of the community, when its keys were opened at the start; null when they were not.</summary>
    public CommunityFace? Face { get; init; }
}

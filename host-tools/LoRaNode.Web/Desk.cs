using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Web.Nodes;
using LoRaNode.Web.Security;
using LoRaNode.Web.Work;

namespace LoRaNode.Web;

/// <summary>What all pages of one run share.</summary>
internal sealed class Desk(WebOptions options, ServerAddress address, CancellationToken stopping)
{
    private volatile CommunityFace? _face = options.Face;

    internal WebOptions Options { get; } = options;

    internal ServerAddress Address { get; } = address;

    internal Access Access { get; } = new();

    internal WorkBoard Work { get; } = new(options.NoteBug, stopping);

    internal NodeBench Bench { get; } = new(options, stopping);

    internal FleetWatch Fleet { get; } = new(options, stopping);

    /// <summary>Cancelled when the server ends.</summary>
    internal CancellationToken Stopping { get; } = stopping;

    /// <summary>Public side of the community as it was when its keys were open last; null before.</summary>
    internal CommunityFace? Face => _face;

    /// <summary>Opens the community's database for one request.</summary>
    internal CommunityStore OpenStore() => CommunityStore.Open(Options.Folder, Options.Database);

    /// <summary>
    /// Opens the community's keys for one piece of work, which disposes of them. The passphrase is kept nowhere; the public side of what it
    /// opened is.
    /// </summary>
    /// <exception cref="LoRaNode.Host.Texts.UserError">The passphrase is wrong.</exception>
    internal Community OpenCommunity(string passphrase)
    {
        var community = Community.Open(Options.Folder, passphrase, Options.Database is { } shared ? new SharedKeyShelf(shared, Options.Folder) : null);
        Remember(community);
        return community;
    }

    /// <summary>Notes the public side of a community that has changed.</summary>
    internal void Remember(Community community) => _face = CommunityFace.Of(community);
}

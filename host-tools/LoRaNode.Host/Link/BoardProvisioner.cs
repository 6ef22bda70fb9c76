using System.Globalization;
using System.Security.Cryptography;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;

namespace LoRaNode.Host.Link;

/// <summary>What provisioning of a board came to.</summary>
/// <param name="Node">Its place in the community.</param>
/// <param name="Board">The board, 16 hexadecimal digits.</param>
/// <param name="WasDone">True when an earlier run had stored the credentials and this one only found them right.</param>
public sealed record ProvisionedBoard(NodeEntry Node, string Board, bool WasDone);

/// <summary>
/// Gives boards their places in a community, many at once, and knows after any interruption how far each has come. What is about to happen is
/// in the database before it happens:
/// <list type="number">
/// <item>a name and an address belong to the board (<see cref="NodeState.Assigned"/>);</item>
/// <item>credentials were made, and this is their check (<see cref="NodeState.Sent"/>);</item>
/// <item>the board was read back and has exactly those (<see cref="NodeState.Verified"/>).</item>
/// </list>
/// A cable pulled before 3 leaves a board that is blank, which gets new credentials under the same address, or one whose check is the noted
/// one, which is done. May be used by several tasks at once.
/// </summary>
public sealed class BoardProvisioner(Community community, CommunityStore store, TimeProvider time) : IDisposable
{
    // Community and database are for one task at a time; only the cables work in parallel.
    private readonly SemaphoreSlim _books = new(1, 1);

    /// <summary>Provisions the board at the other end of a link.</summary>
    /// <param name="node">The link.</param>
    /// <param name="name">Name for it; null for the name it has, or the next free one.</param>
    /// <param name="prefix">What new names begin with; a number follows.</param>
    /// <param name="cancellation">Ends the work; the next run goes on.</param>
    /// <exception cref="UserError">The board has credentials of somebody else, refused, or stored something else than was sent.</exception>
    /// <exception cref="LinkException">The board could not be talked to.</exception>
    public async Task<ProvisionedBoard> ProvisionAsync(NodeClient node, string? name, string prefix, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        NodeIdentification before = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        string board = Convert.ToHexStringLower(before.BoardId);
        if (before.IsProvisioned)
        {
            return await WithBooksAsync(() => Recognise(board, name, before), cancellation).ConfigureAwait(false);
        }

        (NodeEntry entry, byte[] blob) = await WithBooksAsync(() => Prepare(board, name, prefix), cancellation).ConfigureAwait(false);
        try
        {
            LinkStatus status = await node.ProvisionAsync(blob, cancellation).ConfigureAwait(false);
            if (status != LinkStatus.Ok)
            {
                throw new UserError("node.error.refused", $"{status}");
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blob);
        }

        NodeIdentification after = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        return after.IsProvisioned && after.BoardId.AsSpan().SequenceEqual(before.BoardId)
            ? await WithBooksAsync(() => Recognise(board, name, after) with { Node = community.Node(entry.Address), WasDone = false }, cancellation).ConfigureAwait(false)
            : throw new UserError("node.error.readback");
    }

    /// <inheritdoc/>
    public void Dispose() => _books.Dispose();

    /// <summary>A board that has credentials: right when they are the ones that were made for it last.</summary>
    private ProvisionedBoard Recognise(string board, string? name, NodeIdentification found)
    {
        StoredNode? noted = store.NodeOfBoard(board);
        if (noted is null || noted.Address != found.Address || (name is not null && noted.Name != name) || community.Nodes.All(n => n.Address != found.Address))
        {
            throw new UserError("node.error.provisioned", found.Address);
        }

        if (noted.CredentialsCheck != Convert.ToHexStringLower(found.CredentialsCheck))
        {
            throw new UserError("node.error.readback");
        }

        if (noted.State != NodeState.Verified)
        {
            store.Note(noted with { State = NodeState.Verified }, time.GetUtcNow());
        }

        return new ProvisionedBoard(community.Node(found.Address), board, WasDone: true);
    }

    private (NodeEntry Entry, byte[] Blob) Prepare(string board, string? name, string prefix)
    {
        NodeEntry entry = name is null ? PlaceOf(board, prefix) : PlaceOf(name);
        var noted = new StoredNode(entry.Address, entry.Name, board, NodeState.Assigned, null);
        store.Note(noted, time.GetUtcNow());
        byte[] blob = community.IssueCredentials(entry.Address, time.GetUtcNow());
        store.Note(noted with { State = NodeState.Sent, CredentialsCheck = CheckOf(blob) }, time.GetUtcNow());
        return (entry, blob);
    }

    private NodeEntry PlaceOf(string name) => community.Nodes.FirstOrDefault(n => n.Name == name && !n.IsExcluded) ?? community.AddNode(name);

    private NodeEntry PlaceOf(string board, string prefix)
    {
        if (store.NodeOfBoard(board) is { } noted && community.Nodes.FirstOrDefault(n => n.Address == noted.Address && !n.IsExcluded) is { } known)
        {
            return known;
        }

        // A name that was added but whose board was never noted (the run ended in between) is taken first.
        HashSet<ushort> taken = [.. store.Nodes().Where(n => n.Board is not null).Select(n => n.Address)];
        NodeEntry? waiting = community.Nodes.FirstOrDefault(
            n => !n.IsExcluded && n.Provisioned == 0 && n.Name.StartsWith(prefix, StringComparison.Ordinal) && !taken.Contains(n.Address));
        if (waiting is not null)
        {
            return waiting;
        }

        for (int number = 1; ; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D2}");
            if (community.Nodes.All(n => n.Name != name))
            {
                return community.AddNode(name);
            }
        }
    }

    private async Task<T> WithBooksAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _books.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _books.Release();
        }
    }

    private static string CheckOf(byte[] blob)
    {
        var credentials = new NodeCredentials();
        if (!credentials.TryRead(blob, blob.Length))
        {
            throw new InvalidOperationException("Credentials that were just made cannot be read.");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(credentials.LinkKey, blob).AsSpan(0, NodeIdentification.CheckSize));
    }
}

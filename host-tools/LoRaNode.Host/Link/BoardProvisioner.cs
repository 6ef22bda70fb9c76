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
/// <param name="Radio">What the radio test between neighbours came to.</param>
public sealed record ProvisionedBoard(NodeEntry Node, string Board, bool WasDone, RadioTestResult Radio);

/// <summary>What a board is given beside its keys.</summary>
/// <param name="Name">Name for it; null for the name it has, or the next free one.</param>
/// <param name="Prefix">What new names begin with; a number follows.</param>
/// <param name="Board">Id of the board's type; null to leave it to the node to find out.</param>
/// <param name="RadioTestLimit">How long neighbours are waited for in the radio test; zero for no test.</param>
/// <param name="HasCompany">True when other boards are provisioned at the same time, so that one is not alone on the air.</param>
public sealed record ProvisioningOrder(string? Name, string Prefix, string? Board = null, TimeSpan RadioTestLimit = default, bool HasCompany = false);

/// <summary>
/// Gives boards their places in a community, many at once, and knows after any interruption how far each has come. What is about to happen is
/// in the database before it happens:
/// <list type="number">
/// <item>the board has the network's channel, data rate and power, read back;</item>
/// <item>a name and an address belong to the board (<see cref="NodeState.Assigned"/>);</item>
/// <item>credentials were made, and this is their check (<see cref="NodeState.Sent"/>);</item>
/// <item>the board was read back and has exactly those (<see cref="NodeState.Verified"/>).</item>
/// </list>
/// Then the board is tested against its neighbours by radio. A cable pulled before the last step leaves a board that is blank, which gets new credentials under the same address, or one whose check is the noted
/// one, which is done. May be used by several tasks at once.
/// </summary>
public sealed class BoardProvisioner(Community community, CommunityStore store, TimeProvider time) : IDisposable
{
    // Community and database are for one task at a time; only the cables work in parallel.
    private readonly SemaphoreSlim _books = new(1, 1);

    /// <summary>Provisions the board at the other end of a link.</summary>
    /// <param name="node">The link.</param>
    /// <param name="order">What it is to be given.</param>
    /// <param name="cancellation">Ends the work; the next run goes on.</param>
    /// <exception cref="UserError">The board has credentials of somebody else, refused, or stored something else than was sent.</exception>
    /// <exception cref="LinkException">The board could not be talked to.</exception>
    public async Task<ProvisionedBoard> ProvisionAsync(NodeClient node, ProvisioningOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(order);
        NodeIdentification before = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        string board = Convert.ToHexStringLower(before.BoardId);
        NetworkRadio radio = await WithBooksAsync(() => store.Radio, cancellation).ConfigureAwait(false);
        if (!before.IsProvisioned)
        {
            await RadioSetup.ApplyAsync(node, radio, order.Board, before, time, cancellation).ConfigureAwait(false);
            return await TestedAsync(node, order, await CredentialedAsync(node, board, order, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }

        // Whose board it is comes first: settings of somebody else's are left alone.
        ProvisionedBoard known = await WithBooksAsync(() => Recognise(board, order.Name, before), cancellation).ConfigureAwait(false);
        await RadioSetup.ApplyAsync(node, radio, order.Board, before, time, cancellation).ConfigureAwait(false);
        return await TestedAsync(node, order, known, cancellation).ConfigureAwait(false);
    }

    private async Task<ProvisionedBoard> CredentialedAsync(NodeClient node, string board, ProvisioningOrder order, CancellationToken cancellation)
    {
        (NodeEntry entry, byte[] blob) = await WithBooksAsync(() => Prepare(board, order), cancellation).ConfigureAwait(false);
        try
        {
            LinkStatus status = await node.ProvisionAsync(blob, cancellation).ConfigureAwait(false);
            if (status != LinkStatus.Ok)
            {
                throw new UserError("node.error.refused", new TextArgument($"node.status.{status}"));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blob);
        }

        NodeIdentification after = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        return after.IsProvisioned && Convert.ToHexStringLower(after.BoardId) == board
            ? await WithBooksAsync(() => Recognise(board, order.Name, after) with { Node = community.Node(entry.Address), WasDone = false }, cancellation).ConfigureAwait(false)
            : throw new UserError("node.error.readback");
    }

    private async Task<ProvisionedBoard> TestedAsync(NodeClient node, ProvisioningOrder order, ProvisionedBoard board, CancellationToken cancellation)
    {
        Task<IReadOnlyList<NodeEntry>> OthersAsync() => WithBooksAsync<IReadOnlyList<NodeEntry>>(
            () => [.. community.Nodes.Where(n => !n.IsExcluded && n.Provisioned > 0 && n.Address != board.Node.Address)], cancellation);
        bool isAlone = !order.HasCompany && (await OthersAsync().ConfigureAwait(false)).Count == 0;
        return isAlone || order.RadioTestLimit <= TimeSpan.Zero
            ? board
            : board with { Radio = await RadioTest.RunAsync(node, OthersAsync, order.RadioTestLimit, time, cancellation).ConfigureAwait(false) };
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

        return new ProvisionedBoard(community.Node(found.Address), board, WasDone: true, RadioTestResult.Skipped);
    }

    private (NodeEntry Entry, byte[] Blob) Prepare(string board, ProvisioningOrder order)
    {
        NodeEntry entry = order.Name is null ? PlaceOf(board, order.Prefix) : PlaceOf(order.Name);
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

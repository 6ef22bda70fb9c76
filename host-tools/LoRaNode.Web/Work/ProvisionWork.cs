using LoRaNode.Host.Boards;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Provisions one board, reads it back, notes its site and draws its label.</summary>
internal sealed class ProvisionWork(Desk desk, string port, Community community)
{
    /// <summary>What names of boards begin with that nobody named.</summary>
    internal const string NamePrefix = "node-";

    /// <summary>As the command has it: a beacon may be lost, and a neighbour answers at most once in 20 s.</summary>
    internal static readonly TimeSpan RadioTestLimit = TimeSpan.FromSeconds(15);

    internal async Task<WorkResult> RunAsync(WorkItem item, string name, BoardFile? board, SiteRecord site, CancellationToken cancellation)
    {
        using Community keys = community;
        using CommunityStore store = desk.OpenStore();
        item.Step("serve.step.node", port);
        ProvisionedBoard done = await desk.Bench.UseAsync(port, community, client => ProvisionAsync(item, store, client, name, board, cancellation), cancellation).ConfigureAwait(false);
        desk.Fleet.Change();
        desk.Remember(community);
        if (site with { Address = 0 } != new SiteRecord(0, null, null, null, null, null, null))
        {
            store.Note(site with { Address = done.Node.Address }, DateTimeOffset.UtcNow);
            item.Step("serve.step.site");
        }

        item.Offer(new WorkFile($"label-{done.Node.Address:X4}.pdf", "application/pdf", "serve.label", desk.Options.DrawLabels(community.Name, community.Identifier, [done.Node])));
        return new WorkResult(new Phrase("node.provision.done", done.Node.Name, done.Node.Address, community.Name), $"/nodes/{done.Node.Address}", "serve.provision.node");
    }

    private async Task<ProvisionedBoard> ProvisionAsync(
        WorkItem item, CommunityStore store, NodeClient client, string name, BoardFile? board, CancellationToken cancellation)
    {
        if (board is not null)
        {
            item.Step("serve.step.board", board.Name);
        }

        item.Step("serve.step.provision", name);
        using var provisioner = new BoardProvisioner(community, store, TimeProvider.System);
        ProvisionedBoard done = await provisioner.ProvisionAsync(client, new ProvisioningOrder(name, NamePrefix, board?.Id, RadioTestLimit), cancellation).ConfigureAwait(false);
        item.Step(done.WasDone ? "serve.step.wasdone" : "serve.step.readback");
        if (done.Radio.Outcome != RadioTestOutcome.Skipped)
        {
            item.Step(RadioTestWords.KeyOf(done.Radio), RadioTestWords.Best(done.Radio));
        }

        await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
        return done;
    }
}

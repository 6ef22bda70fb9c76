using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Provisions all boards that are plugged in, at once, and draws a sheet of labels.</summary>
internal sealed class TrayWork(Desk desk, IReadOnlyList<string> ports, Community community)
{
    // A board whose cable came loose is waited for so long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, TrayPort> _standing = new(StringComparer.Ordinal);

    internal async Task<WorkResult> RunAsync(WorkItem item, string prefix, CancellationToken cancellation)
    {
        using Community keys = community;
        using CommunityStore store = desk.OpenStore();
        using var provisioner = new BoardProvisioner(community, store, TimeProvider.System);
        var tray = new TrayProvisioner(provisioner, desk.Options.OpenCable, TimeProvider.System);
        var order = new ProvisioningOrder(null, prefix, RadioTestLimit: ProvisionWork.RadioTestLimit);
        IReadOnlyList<TrayPort> results = await desk.Bench.HoldAsync(
            ports, () => tray.RunAsync(ports, order, Patience, port => Report(item, port), cancellation), cancellation).ConfigureAwait(false);
        desk.Remember(community);
        desk.Fleet.Change();
        desk.Bench.Look();
        foreach (TrayPort result in results.OrderBy(r => r.Port, StringComparer.Ordinal))
        {
            Note(item, result);
        }

        NodeEntry[] done = [.. results.Where(r => r.Board is not null).Select(r => r.Board!.Node).OrderBy(n => n.Name, StringComparer.Ordinal)];
        if (done.Length > 0)
        {
            item.Offer(new WorkFile("labels.pdf", "application/pdf", "serve.labels", desk.Options.DrawLabels(community.Name, community.Identifier, done)));
        }

        return done.Length == results.Count
            ? new WorkResult(new Phrase("serve.tray.done", done.Length, community.Name), "/nodes", "serve.menu.nodes")
            : throw new UserError("serve.tray.some", done.Length, results.Count);
    }

    private static void Note(WorkItem item, TrayPort result)
    {
        if (result.Board is { } board)
        {
            item.Step("serve.tray.board", result.Port, board.Node.Name, new TextArgument(RadioTestWords.KeyOf(board.Radio), RadioTestWords.Best(board.Radio)));
        }
        else if (result.Problem is { } problem)
        {
            item.Step("serve.tray.problem", result.Port, new TextArgument(problem.TextKey, problem.Arguments));
        }
    }

    private void Report(WorkItem item, TrayPort port)
    {
        lock (_standing)
        {
            _standing[port.Port] = port;
            int done = _standing.Values.Count(p => p.Stage == TrayStage.Done);
            item.Progress((double)done / ports.Count, "node.tray.progress", done, ports.Count, _standing.Values.Count(p => p.Stage == TrayStage.Waiting));
        }
    }
}

using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>Reads the log of a node into the database.</summary>
internal sealed class PullWork(Desk desk, string port, Community community)
{
    internal async Task<WorkResult> RunAsync(WorkItem item, CancellationToken cancellation)
    {
        using Community keys = community;
        using CommunityStore store = desk.OpenStore();
        item.Step("serve.step.node", port);
        var pull = new LogPull(store, community);
        LogPullResult result = await desk.Bench.UseAsync(port, community, async client =>
        {
            LogPullResult read = await pull.PullAsync(client, false, new Counter(item), () => DateTimeOffset.UtcNow, cancellation).ConfigureAwait(false);
            await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
            return read;
        }, cancellation).ConfigureAwait(false);
        desk.Fleet.Change();
        item.Progress(null, "logs.progress", result.Read);
        if (result.Sealed > 0)
        {
            item.Step("logs.pull.sealed", result.Sealed);
        }

        return new WorkResult(new Phrase("logs.pull.done", result.Read, result.Added));
    }

    /// <summary>How many there are is known when the last has come.</summary>
    private sealed class Counter(WorkItem item) : IProgress<int>
    {
        public void Report(int value) => item.Progress(null, "logs.progress", value);
    }
}

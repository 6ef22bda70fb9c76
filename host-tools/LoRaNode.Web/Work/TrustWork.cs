using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Work;

/// <summary>What the root says, and what happened by that, in words.</summary>
/// <param name="Statements">What every node must hear.</param>
/// <param name="Words">What happened.</param>
internal sealed record TrustStatements(IReadOnlyList<byte[]> Statements, Phrase Words);

/// <summary>
/// Lets the root say something: it is signed and stored, then handed to a node that spreads it. A node that does not answer is found out before
/// anything is signed; what was signed and could not be handed over is spread by the next publishing.
/// </summary>
internal sealed class TrustWork(Desk desk, string port, Community community)
{
    internal async Task<WorkResult> RunAsync(WorkItem item, Func<Community, TrustStatements> say, CancellationToken cancellation)
    {
        using Community keys = community;
        item.Step("serve.step.node", port);
        return await desk.Bench.UseAsync(port, community, async client =>
        {
            NodeIdentification node = await desk.Bench.NoteAsync(port, client, cancellation).ConfigureAwait(false);
            if (!node.IsProvisioned)
            {
                throw new UserError("alert.error.blank");
            }

            TrustStatements said = say(community);
            desk.Remember(community);
            item.Step(said.Words.Key, [.. said.Words.Arguments]);
            for (int i = 0; i < said.Statements.Count; i++)
            {
                item.Progress((double)i / said.Statements.Count, "issuer.progress", i, said.Statements.Count);
                await StatementPublisher.PublishAsync(client, said.Statements[i], TimeProvider.System, cancellation).ConfigureAwait(false);
            }

            item.Progress(1, "issuer.progress", said.Statements.Count, said.Statements.Count);
            return new WorkResult(new Phrase("serve.trust.spread", said.Statements.Count), "/network", "serve.menu.network");
        }, cancellation).ConfigureAwait(false);
    }
}

using System.CommandLine;
using System.Text.Json;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary>Hands a signed alert to a node, notes what came of it, and waits for receipts.</summary>
internal sealed class AlertDelivery(CliContext context, Community community, CommunityStore store, Coverage coverage)
{
    internal async Task<int> HandOverAsync(ParseResult parse, NodeClient client, NodeIdentification before, StoredAlert alert, AlertPreview? preview, CancellationToken cancellation)
    {
        // A wrong number of seconds is said before anything is sent.
        coverage.SecondsOf(parse);
        (uint? counter, TrustReason reason) = await AlertSender.HandOverAsync(client, before, store, alert, TimeProvider.System, cancellation);
        if (counter is not { } number)
        {
            context.Error.WriteLine(context.Text("cli.error.prefix", context.Text("alert.error.refused", alert.Fields.Sequence, context.Text($"logs.reason.{reason}"))));
            return ExitCode.Failure;
        }

        int nodes = CoverageWatch.NodesBeside(community, before.Address);
        if (!context.IsJson)
        {
            context.Console.MarkupLine(context.Markup("alert.sent", alert.Fields.Sequence, community.Node(before.Address).Name));
        }

        int? reached = await coverage.WaitAsync(parse, client, before, community, preview is null ? 0 : before.NextLogIndex, number);
        if (reached is { } known)
        {
            store.NoteReached(alert.Id, known);
        }

        if (!context.IsJson)
        {
            if (nodes > 0)
            {
                coverage.Print(reached, nodes);
            }

            return ExitCode.Success;
        }

        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("issuer", alert.Fields.Issuer);
            json.WriteNumber("number", alert.Fields.Sequence);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(alert.Fields.Kind.ToString()));
            preview?.Write(json);
            json.WriteBoolean("sent", true);
            json.WriteNumber("node", before.Address);
            json.WriteNumber("counter", number);
            Coverage.Write(json, reached, nodes);
            json.WriteEndObject();
        });
        return ExitCode.Success;
    }
}

using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Keys;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Issuers;

/// <summary>What a change of trust brought.</summary>
/// <param name="Statements">What every node must hear.</param>
/// <param name="Sentence">What happened, for people.</param>
/// <param name="Write">The same for programs: properties of an object.</param>
internal sealed record TrustChangeResult(IReadOnlyList<byte[]> Statements, string Sentence, Action<Utf8JsonWriter> Write);

/// <summary>
/// A command by which the root says something: it is signed and stored first, then handed to a node that spreads it. Without a node it is
/// spread later by <c>loranode network publish</c>.
/// </summary>
internal sealed class TrustChange(CliContext context)
{
    internal Command New(string name, string descriptionKey, IReadOnlyList<Symbol> symbols, Func<ParseResult, Community, TrustChangeResult> work)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, isRequired: false, network: folder, passphrase: passphrase);
        Option<bool> dryRun = DryRun.Option(context);
        var command = new Command(name, context.Text(descriptionKey));
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else if (symbol is Argument argument)
            {
                command.Add(argument);
            }
        }

        command.Add(folder.Option);
        command.Add(port.Option);
        command.Add(passphrase.Option);
        command.Add(dryRun);
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(dryRun))
            {
                using var trial = new TrialCommunity(folder.Of(parse), passphrase.Get(parse));
                if (parse.GetValue(port.Option) is not null)
                {
                    await port.UseAsync(parse, client => ProvisionedAsync(client, cancellation));
                }

                StatementOutput.ShowDryRun(context, work(parse, trial.Keys).Statements);
                return ExitCode.Success;
            }

            using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            string? target = parse.GetValue(port.Option);

            // A node that does not answer is found out before anything is signed.
            TrustChangeResult result;
            int sent = 0;
            if (target is null)
            {
                result = work(parse, community);
            }
            else
            {
                (result, sent) = await port.UseAsync(parse, async client =>
                {
                    await ProvisionedAsync(client, cancellation);
                    TrustChangeResult made = work(parse, community);
                    return (made, await PublishAsync(client, made.Statements, cancellation));
                });
            }

            Show(result, target is not null, sent);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<NodeIdentification> ProvisionedAsync(NodeClient client, CancellationToken cancellation)
    {
        NodeIdentification node = await client.IdentifyAsync(cancellation);
        return node.IsProvisioned ? node : throw new UserError("alert.error.blank");
    }

    private async Task<int> PublishAsync(NodeClient client, IReadOnlyList<byte[]> statements, CancellationToken cancellation)
    {
        using var progress = new ProgressLine(context, "issuer.progress");
        int sent = 0;
        for (int i = 0; i < statements.Count; i++)
        {
            progress.Report((double)i / statements.Count, i, statements.Count);
            sent += await StatementPublisher.PublishAsync(client, statements[i], TimeProvider.System, cancellation) ? 1 : 0;
        }

        return sent;
    }

    private void Show(TrustChangeResult result, bool isPublished, int sent)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                result.Write(json);
                StatementOutput.Write(json, result.Statements);
                json.WriteBoolean("published", isPublished);
                json.WriteNumber("sent", sent);
                json.WriteEndObject();
            });
            return;
        }

        context.Console.MarkupLine(result.Sentence.EscapeMarkup());
        context.Console.MarkupLine(isPublished
            ? context.Markup("issuer.published", result.Statements.Count, Math.Round(StatementOutput.AirtimeMs(result.Statements)))
            : context.Markup("issuer.unpublished", result.Statements.Count));
    }
}

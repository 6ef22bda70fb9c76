using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Keys;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network publish</c>: gives everything that the root has said to a node, which spreads it.</summary>
internal static class PublishCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, network: folder, passphrase: passphrase);
        Option<bool> dryRun = DryRun.Option(context);
        var command = new Command("publish", context.Text("keys.publish.description")) { folder.Option, passphrase.Option, port.Option, dryRun };
        command.SetAction(async (parse, cancellation) =>
        {
            IReadOnlyList<byte[]> statements;
            using (Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse)))
            {
                statements = community.Statements();
            }

            if (parse.GetValue(dryRun))
            {
                await port.UseAsync(parse, client => client.IdentifyAsync(cancellation));
                StatementOutput.ShowDryRun(context, statements);
                return ExitCode.Success;
            }

            int sent = await port.UseAsync(parse, async client =>
            {
                int count = 0;
                foreach (byte[] statement in statements)
                {
                    count += await StatementPublisher.PublishAsync(client, statement, TimeProvider.System, cancellation) ? 1 : 0;
                }

                return count;
            });
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("statements", statements.Count);
                    json.WriteNumber("sent", sent);
                    json.WriteNumber("known", statements.Count - sent);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("keys.publish.done", statements.Count, sent, statements.Count - sent));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network publish --network my-city --port /dev/ttyUSB0", context.Text("keys.publish.example")));
    }
}

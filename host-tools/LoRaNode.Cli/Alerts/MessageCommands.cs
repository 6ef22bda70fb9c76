using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary><c>loranode message</c>: texts to the group through an attached node. They are not kept on this computer.</summary>
public static class MessageCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("message", context.Text("message.description")) { Send(context) };
    }

    private static Command Send(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, isRequired: false, network: folder, passphrase: passphrase);
        var coverage = new Coverage(context);
        var text = new Argument<string>("text") { Description = context.Text("message.argument.text"), HelpName = "TEXT" };
        var dryRun = new Option<bool>("--dry-run") { Description = context.Text("alert.option.dryrun") };
        var command = new Command("send", context.Text("message.send.description")) { text, folder.Option, port.Option, coverage.Wait, coverage.Watch, dryRun, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            NetworkRadio radio;
            using (CommunityStore store = context.OpenStore(folder.Of(parse)))
            {
                radio = store.Radio;
            }

            var message = GroupMessage.Of(parse.GetRequiredValue(text), radio);
            var preview = new AlertPreview(message.Preview);
            if (!context.IsJson)
            {
                preview.Print(context, context.Console);
            }

            if (parse.GetValue(dryRun))
            {
                Show(context, preview, null, null, 0);
                return ExitCode.Success;
            }

            int seconds = coverage.SecondsOf(parse);
            return await port.UseAsync(parse, async client =>
            {
                NodeIdentification before = await client.IdentifyAsync(cancellation);
                (LinkStatus status, uint counter) = await client.SendMessageAsync(message.Payload, NodeClient.NewMessageId(), cancellation);
                switch (status)
                {
                    case LinkStatus.Ok:
                        break;
                    case LinkStatus.NotProvisioned:
                        throw new UserError("alert.error.blank");
                    default:
                        throw new UserError("alert.error.notsent", new TextArgument($"node.status.{status}"));
                }

                if (!context.IsJson)
                {
                    context.Console.MarkupLine(context.Markup("message.sent"));
                }

                // Receipts stand in the node's log, which only the community's keys open; without waiting for them no keys are needed.
                int nodes = 0;
                int? reached = null;
                if (seconds > 0)
                {
                    using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
                    nodes = CoverageWatch.NodesBeside(community, before.Address);
                    reached = await coverage.WaitAsync(parse, client, before, community, before.NextLogIndex, counter);
                    if (!context.IsJson && nodes > 0)
                    {
                        coverage.Print(reached, nodes);
                    }
                }

                Show(context, preview, counter, reached, nodes);
                return ExitCode.Success;
            });
        });
        return command.WithExamples(
            new CommandExample("loranode message send \"Су әкелдік, 5-кіреберіске келіңіз\" --network my-city --port /dev/ttyUSB0", context.Text("message.send.example")));
    }

    private static void Show(CliContext context, AlertPreview preview, uint? counter, int? reached, int nodes)
    {
        if (!context.IsJson)
        {
            if (counter is null)
            {
                context.Console.MarkupLine(context.Markup("alert.dryrun"));
            }

            return;
        }

        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("dryRun", counter is null);
            preview.Write(json);
            if (counter is { } number)
            {
                json.WriteBoolean("sent", true);
                json.WriteNumber("counter", number);
                Coverage.Write(json, reached, nodes);
            }

            json.WriteEndObject();
        });
    }
}

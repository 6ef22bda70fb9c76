using System.CommandLine;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary>What a command that does one thing to a node says and does.</summary>
/// <param name="Name">Name of the command.</param>
/// <param name="Property">Name of the JSON property that says that it is done.</param>
/// <param name="Description">Key of its description.</param>
/// <param name="Would">Key of the sentence of a dry run; {0} is the node, {1} the port.</param>
/// <param name="Done">Key of the sentence when it is done.</param>
/// <param name="NeedsYes">True when it cannot be undone.</param>
/// <param name="Act">Does it.</param>
internal sealed record NodeAction(
    string Name, string Property, string Description, string Would, string Done, bool NeedsYes, Func<NodeClient, NodeIdentification, CancellationToken, Task> Act);

/// <summary>A command that does one thing to a node: restart, erase.</summary>
internal static class NodeActionCommand
{
    internal static Command Create(CliContext context, NodeAction action)
    {
        var port = new NodePort(context);
        var yes = new Option<bool>("--yes") { Description = context.Text("node.option.yes") };
        Option<bool> dryRun = DryRun.Option(context);
        var command = new Command(action.Name, context.Text(action.Description));
        if (action.NeedsYes)
        {
            command.Add(yes);
        }

        command.Add(dryRun);
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            bool isDry = parse.GetValue(dryRun);
            if (action.NeedsYes && !isDry && !parse.GetValue(yes))
            {
                throw new UserError("node.error.yes");
            }

            string board = await port.UseAsync(parse, async client =>
            {
                NodeIdentification node = await client.IdentifyAsync(cancellation);
                if (!isDry)
                {
                    await action.Act(client, node, cancellation);
                }

                return Convert.ToHexStringLower(node.BoardId);
            });
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("dryRun", isDry);
                    json.WriteString("board", board);
                    json.WriteBoolean(action.Property, !isDry);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup(isDry ? action.Would : action.Done, board, parse.GetValue(port.Option)));
            }

            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Goes on only when the node did what it was asked for.</summary>
    /// <exception cref="UserError">It did not.</exception>
    internal static void Expect(LinkStatus status)
    {
        if (status != LinkStatus.Ok)
        {
            throw new UserError("node.error.refused", new TextArgument($"node.status.{status}"));
        }
    }
}

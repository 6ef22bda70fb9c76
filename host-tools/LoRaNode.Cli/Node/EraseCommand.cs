using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node erase</c>: makes a node as new, keys first.</summary>
internal static class EraseCommand
{
    internal static Command Create(CliContext context)
    {
        var port = new NodePort(context);
        var yes = new Option<bool>("--yes") { Description = context.Text("node.option.yes") };
        var command = new Command("erase", context.Text("node.erase.description")) { yes };
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            if (!parse.GetValue(yes))
            {
                throw new UserError("node.error.yes");
            }

            LinkStatus status = await port.UseAsync(parse, client => client.FactoryEraseAsync(cancellation));
            if (status != LinkStatus.Ok)
            {
                throw new UserError("node.error.refused", new TextArgument($"node.status.{status}"));
            }

            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("erased", true);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("node.erase.done"));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode node erase --port /dev/ttyUSB0 --yes", context.Text("node.erase.example")));
    }
}

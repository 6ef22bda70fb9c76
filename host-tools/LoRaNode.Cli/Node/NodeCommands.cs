using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Power;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node</c>: one node at its cable, or virtual ones.</summary>
public static class NodeCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var virtualNodes = new VirtualNodes(context);
        var command = new Command("node", context.Text("node.description"))
        {
            virtualNodes.Option,
            virtualNodes.Folder,
            virtualNodes.Count,
            virtualNodes.Pull,
            virtualNodes.Seed,
            virtualNodes.Tcp,
            SelfTestCommand.Create(context),
            DetectCommand.Create(context),
            FlashCommand.Create(context),
            RunCommand.Create(context),
            IdentifyCommand.Create(context),
            ProvisionCommand.Create(context),
            LabelsCommand.Create(context),
            SiteCommand.Create(context),
            EraseCommand.Create(context),
            PowerCommand.Create(context),
        };
        command.SetAction(parse =>
        {
            if (parse.GetValue(virtualNodes.Option))
            {
                return virtualNodes.Run(parse);
            }

            HelpText.Write(command, context);
            return ExitCode.Usage;
        });
        return command.WithExamples(
            new CommandExample("loranode node --virtual --count 3", context.Text("node.example.virtual")),
            new CommandExample("loranode node --virtual --count 20 --pull-cables 0.5", context.Text("node.example.pull")));
    }
}

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
            SelfTestCommand.Create(context),
            DetectCommand.Create(context),
            FlashCommand.Create(context),
            RunCommand.Create(context),
            IdentifyCommand.Create(context),
            StatsCommand.Create(context),
            NeighboursCommand.Create(context),
            EventsCommand.Create(context),
            SettingsCommands.Create(context),
            TimeCommand.Create(context),
            ProvisionCommand.Create(context),
            LabelsCommand.Create(context),
            SiteCommand.Create(context),
            RebootCommand.Create(context),
            EraseCommand.Create(context),
            EraseCommand.CreatePanic(context),
            PowerCommand.Create(context),
        };
        foreach (Option option in virtualNodes.All)
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            if (virtualNodes.IsWanted(parse))
            {
                return virtualNodes.Run(parse);
            }

            HelpText.Write(command, context);
            return ExitCode.Usage;
        });
        return command.WithExamples(
            new CommandExample("loranode node --virtual --count 3", context.Text("node.example.virtual")),
            new CommandExample("loranode node --virtual --count 20 --pull-cables 0.5", context.Text("node.example.pull")),
            new CommandExample("loranode node --virtual --bad-cables 0.0005", context.Text("node.example.badcables")));
    }
}

using System.CommandLine;
using LoRaNode.Cli.Power;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node</c>: one node at its cable.</summary>
public static class NodeCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("node", context.Text("node.description"))
        {
            IdentifyCommand.Create(context),
            ProvisionCommand.Create(context),
            EraseCommand.Create(context),
            PowerCommand.Create(context),
        };
    }
}

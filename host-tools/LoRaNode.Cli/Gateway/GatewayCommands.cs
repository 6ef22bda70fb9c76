using System.CommandLine;

namespace LoRaNode.Cli.Gateway;

/// <summary><c>loranode gateway</c>: a node joined to a network outside.</summary>
public static class GatewayCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("gateway", context.Text("gateway.description")) { RunCommand.Create(context) };
    }
}

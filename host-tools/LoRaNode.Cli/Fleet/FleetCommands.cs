using System.CommandLine;

namespace LoRaNode.Cli.Fleet;

/// <summary><c>loranode fleet</c>: all nodes of a community at a glance.</summary>
public static class FleetCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("fleet", context.Text("fleet.description"))
        {
            ReportCommand.Create(context),
            MapCommand.Create(context),
            RehearseCommand.Create(context),
        };
    }
}

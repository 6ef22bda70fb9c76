using System.CommandLine;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs</c>: what nodes have noted.</summary>
public static class LogsCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("logs", context.Text("logs.description"))
        {
            PullCommand.Create(context),
            FollowCommand.Create(context),
            ShowCommand.Create(context),
            PlotCommand.Create(context),
            ExportCommand.Create(context),
        };
    }
}

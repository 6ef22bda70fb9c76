using System.CommandLine;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network</c>: the community and its keys.</summary>
public static class NetworkCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("network", context.Text("network.description"))
        {
            CreateCommand.Create(context),
            ShowCommand.Create(context),
            PublishCommand.Create(context),
            BackupCommands.Backup(context),
            BackupCommands.Restore(context),
            ExportCommand.Create(context),
            ShareCommands.Share(context),
            ShareCommands.Join(context),
        };
    }
}

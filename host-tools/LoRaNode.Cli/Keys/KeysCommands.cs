using System.CommandLine;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys</c>: the community's keys, their back-up, its issuers and its epochs.</summary>
public static class KeysCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var frame = new CommunityCommand(context);
        return new Command("keys", context.Text("keys.description"))
        {
            FoundCommand.Create(context),
            KeysShowCommand.Create(frame),
            PassphraseCommand.Create(context),
            BackupCommands.Backup(frame),
            BackupCommands.Restore(frame),
            BackupCommands.Split(frame),
            BackupCommands.Combine(frame),
            IssuerCommands.Create(frame),
            EpochCommand.Create(frame),
            TimeCommand.Create(frame),
        };
    }
}

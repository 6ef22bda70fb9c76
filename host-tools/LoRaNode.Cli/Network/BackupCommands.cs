using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network backup</c> and <c>restore</c>: the whole folder as one file, and back.</summary>
internal static class BackupCommands
{
    internal static Command Backup(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var file = new Argument<string>("file") { Description = context.Text("network.backup.file"), HelpName = "FILE" };
        var command = new Command("backup", context.Text("network.backup.description")) { file, folder.Option };
        command.SetAction(parse =>
        {
            string path = Path.GetFullPath(parse.GetRequiredValue(file));
            Show(context, "network.backup.done", path, CommunityBackup.Write(folder.Of(parse), path, context.Database));
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network backup my-city.zip --network my-city", context.Text("network.backup.example")));
    }

    internal static Command Restore(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var file = new Argument<string>("file") { Description = context.Text("network.restore.file"), HelpName = "FILE" };
        var command = new Command("restore", context.Text("network.restore.description")) { file, folder.Option, passphrase.Option };
        command.SetAction(parse =>
        {
            string target = folder.Of(parse);
            Show(context, "network.restore.done", Path.GetFullPath(target), CommunityBackup.Restore(parse.GetRequiredValue(file), target, passphrase.Get(parse)));
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network restore my-city.zip --network my-city", context.Text("network.restore.example")));
    }

    private static void Show(CliContext context, string key, string path, IReadOnlyList<string> files)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteStartArray("files");
                foreach (string name in files)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            context.Console.MarkupLine(context.Markup(key, path, files.Count));
        }
    }
}

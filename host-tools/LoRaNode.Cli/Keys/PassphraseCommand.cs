using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys passphrase</c>: another passphrase for all key files of the folder, or for one.</summary>
internal static class PassphraseCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var renewed = PassphraseInput.ForNew(context);
        var file = new Argument<string?>("file") { Description = context.Text("keys.passphrase.file"), HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("passphrase", context.Text("keys.passphrase.description")) { file, folder.Option, passphrase.Option, renewed.Option };
        command.SetAction(parse =>
        {
            IReadOnlyList<string> files = parse.GetValue(file) is { } one ? [one] : PassphraseChange.FilesIn(folder.Of(parse));
            if (files.Count == 0)
            {
                throw new UserError("keys.error.nocommunity", folder.Of(parse));
            }

            int changed = PassphraseChange.Run(files, passphrase.Get(parse), renewed.Choose(parse));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("files", files.Count);
                    json.WriteNumber("changed", changed);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("keys.passphrase.done", changed, files.Count));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode keys passphrase --network my-city", context.Text("keys.passphrase.example")),
            new CommandExample("loranode keys passphrase my-city/issuer-01.key", context.Text("keys.passphrase.example.file")));
    }
}

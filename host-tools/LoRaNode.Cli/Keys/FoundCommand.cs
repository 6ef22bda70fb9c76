using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys create</c>: a community without issuers yet, for those who keep root and issuers apart from the start.</summary>
internal static class FoundCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var name = new Option<string>("--name") { Description = context.Text("network.option.name"), HelpName = "NAME", Required = true };
        var command = new Command("create", context.Text("keys.create.description")) { folder.Option, passphrase.Option, name };
        command.SetAction(parse =>
        {
            using Community community = Community.Create(folder.Of(parse), parse.GetRequiredValue(name), passphrase.Choose(parse));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("folder", Path.GetFullPath(community.Folder));
                    json.WriteString("name", community.Name);
                    json.WriteString("identifier", community.Identifier);
                    json.WriteString("rootPublicKey", Convert.ToHexStringLower(community.RootPublicKey));
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("network.create.done", community.Name, Path.GetFullPath(community.Folder)));
                context.Console.MarkupLine(context.Markup("network.create.identifier", community.Identifier));
                context.Console.MarkupLine(context.Markup("network.create.advice", Community.RootFileName));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode keys create --network my-city --name \"Qalqan Almaty\"", context.Text("keys.create.example")));
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network create</c>: founds a community with its root, its first network key and its first issuer.</summary>
internal static class CreateCommand
{
    private const int IssuerDays = 365;

    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var name = new Option<string>("--name") { Description = context.Text("network.option.name"), HelpName = "NAME", Required = true };
        var issuer = new Option<string>("--issuer") { Description = context.Text("network.option.issuer"), HelpName = "NAME", Required = true };
        var command = new Command("create", context.Text("network.create.description")) { folder.Option, name, issuer, passphrase.Option };
        command.SetAction(parse =>
        {
            string secret = passphrase.Choose(parse);
            using Community community = Community.Create(folder.Of(parse), parse.GetRequiredValue(name), secret);
            IssuerEntry first = community.CertifyIssuer(
                parse.GetRequiredValue(issuer),
                IssuerScope.AllCategories | IssuerScope.Time,
                IssuerDays,
                DateTimeOffset.UtcNow);
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("folder", Path.GetFullPath(community.Folder));
                    json.WriteString("name", community.Name);
                    json.WriteString("identifier", community.Identifier);
                    json.WriteString("rootPublicKey", Convert.ToHexStringLower(community.RootPublicKey));
                    json.WriteNumber("epoch", community.Epoch);
                    json.WriteString("issuer", first.Name);
                    json.WriteNumber("issuerSlot", first.Slot);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("network.create.done", community.Name, Path.GetFullPath(community.Folder)));
                context.Console.MarkupLine(context.Markup("network.create.identifier", community.Identifier));
                context.Console.MarkupLine(context.Markup("network.create.issuer", first.Name, community.IssuerPath(first.Slot)));
                context.Console.MarkupLine(context.Markup("network.create.advice", Community.RootFileName));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode network create --network my-city --name \"Qalqan Almaty\" --issuer Medics", context.Text("network.create.example")));
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network create</c>: founds a community with its root, its first network key, its first issuer and its radio settings.</summary>
internal static class CreateCommand
{
    private const int IssuerDays = 365;

    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var choice = new RadioChoice(context);
        var name = new Option<string?>("--name") { Description = context.Text("network.option.name"), HelpName = "NAME" };
        var issuer = new Option<string?>("--issuer") { Description = context.Text("network.option.issuer"), HelpName = "NAME" };
        var command = new Command("create", context.Text("network.create.description")) { folder.Option, name, issuer, choice.Region, choice.Preset, passphrase.Option };
        command.SetAction(parse =>
        {
            var wizard = new NetworkWizard(context);
            string title = parse.GetValue(name) ?? wizard.AskName("--name", "network.ask.name");
            string speaker = parse.GetValue(issuer) ?? wizard.AskName("--issuer", "network.ask.issuer");
            NetworkRadio radio = choice.Of(parse) ?? wizard.AskRadio() ?? NetworkRadio.Default;
            string secret = passphrase.Choose(parse);
            if (context.Database is { } shared && new SharedKeyShelf(shared, folder.Of(parse)).HasCommunity)
            {
                throw new UserError("network.error.shared", shared);
            }

            using Community community = Community.Create(folder.Of(parse), title, secret);
            IssuerEntry first = community.CertifyIssuer(speaker, IssuerScope.AllCategories | IssuerScope.Time, IssuerDays, DateTimeOffset.UtcNow);
            using (CommunityStore store = context.OpenStore(community.Folder))
            {
                store.Radio = radio;
            }

            if (context.Database is { } database)
            {
                new SharedKeyShelf(database, community.Folder).Synchronize();
            }

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
                    RadioText.Write(json, radio);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("network.create.done", community.Name, Path.GetFullPath(community.Folder)));
                context.Console.MarkupLine(context.Markup("network.create.identifier", community.Identifier));
                context.Console.MarkupLine(context.Markup("network.create.issuer", first.Name, community.IssuerPath(first.Slot)));
                RadioText.Print(context, radio);
                context.Console.MarkupLine(context.Markup("network.create.advice", Community.RootFileName));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample(
                "loranode network create --network my-city --name \"Qalqan Almaty\" --issuer Medics --region kz-863 --preset city",
                context.Text("network.create.example")),
            new CommandExample("loranode network create --network my-city", context.Text("network.create.example.wizard")));
    }
}

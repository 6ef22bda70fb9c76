using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using Spectre.Console;

namespace LoRaNode.Cli.Network;

/// <summary><c>loranode network show</c>: the community's public side: name, identifier, issuers, nodes.</summary>
internal static class ShowCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var command = new Command("show", context.Text("network.show.description")) { folder.Option, passphrase.Option };
        command.SetAction(parse =>
        {
            using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    NetworkJson.WriteCommunity(json, community);
                    RadioText.Write(json, store.Radio);
                    NetworkJson.WriteIssuers(json, community);
                    NetworkJson.WriteNodes(json, community, store);
                    json.WriteEndObject();
                });
            }
            else
            {
                Print(context, community, store);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network show --network my-city", context.Text("network.show.example")));
    }

    private static void Print(CliContext context, Community community, CommunityStore store)
    {
        context.Console.MarkupLine(context.Markup("network.show.head", community.Name, community.Identifier, community.Epoch));
        RadioText.Print(context, store.Radio);
        var issuers = new Table().AddColumns(context.Markup("network.column.slot"), context.Markup("network.column.issuer"), context.Markup("network.column.state"));
        foreach (IssuerEntry issuer in community.Issuers)
        {
            issuers.AddRow(
                issuer.Slot.ToString(CultureInfo.InvariantCulture),
                issuer.Name.EscapeMarkup(),
                context.Markup(issuer.Revocation is null ? "network.value.valid" : "network.value.revoked"));
        }

        context.Console.Write(issuers);
        var nodes = new Table().AddColumns(context.Markup("network.column.address"), context.Markup("network.column.node"), context.Markup("network.column.state"), context.Markup("network.column.place"));
        Dictionary<ushort, SiteRecord> sites = store.Sites().ToDictionary(site => site.Address);
        foreach (NodeEntry node in community.Nodes)
        {
            nodes.AddRow(
                node.Address.ToString(CultureInfo.InvariantCulture),
                node.Name.EscapeMarkup(),
                context.Markup(node.IsExcluded ? "network.value.excluded" : node.Provisioned > 0 ? "network.value.provisioned" : "network.value.waiting"),
                (sites.GetValueOrDefault(node.Address)?.Place ?? string.Empty).EscapeMarkup());
        }

        context.Console.Write(nodes);
    }
}

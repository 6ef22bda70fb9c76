using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
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
            using Community community = Community.Open(folder.Of(parse), passphrase.Get(parse));
            if (context.IsJson)
            {
                WriteJson(context, community);
            }
            else
            {
                Print(context, community);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode network show --network my-city", context.Text("network.show.example")));
    }

    private static void WriteJson(CliContext context, Community community) => context.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", community.Name);
        json.WriteString("identifier", community.Identifier);
        json.WriteNumber("epoch", community.Epoch);
        json.WriteBoolean("hasRoot", community.HasRoot);
        json.WriteStartArray("issuers");
        foreach (IssuerEntry issuer in community.Issuers)
        {
            json.WriteStartObject();
            json.WriteNumber("slot", issuer.Slot);
            json.WriteString("name", issuer.Name);
            json.WriteBoolean("revoked", issuer.Revocation is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach (NodeEntry node in community.Nodes)
        {
            json.WriteStartObject();
            json.WriteNumber("address", node.Address);
            json.WriteString("name", node.Name);
            json.WriteBoolean("excluded", node.IsExcluded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Print(CliContext context, Community community)
    {
        context.Console.MarkupLine(context.Markup("network.show.head", community.Name, community.Identifier, community.Epoch));
        var issuers = new Table().AddColumns(context.Markup("network.column.slot"), context.Markup("network.column.issuer"), context.Markup("network.column.state"));
        foreach (IssuerEntry issuer in community.Issuers)
        {
            issuers.AddRow(
                issuer.Slot.ToString(CultureInfo.InvariantCulture),
                issuer.Name.EscapeMarkup(),
                context.Markup(issuer.Revocation is null ? "network.value.valid" : "network.value.revoked"));
        }

        context.Console.Write(issuers);
        var nodes = new Table().AddColumns(context.Markup("network.column.address"), context.Markup("network.column.node"), context.Markup("network.column.state"));
        foreach (NodeEntry node in community.Nodes)
        {
            nodes.AddRow(
                node.Address.ToString(CultureInfo.InvariantCulture),
                node.Name.EscapeMarkup(),
                context.Markup(node.IsExcluded ? "network.value.excluded" : node.Provisioned > 0 ? "network.value.provisioned" : "network.value.waiting"));
        }

        context.Console.Write(nodes);
    }
}

using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Issuers;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys show</c>: the public side of every key.</summary>
internal static class KeysShowCommand
{
    internal static Command Create(CommunityCommand frame) => frame
        .New("show", "keys.show.description", [], (_, community) => new KeysResult(json => Write(json, community), console => Print(frame, console, community)))
        .WithExamples(new CommandExample("loranode keys show --network my-city", frame.Text("keys.show.example")));

    private static void Write(Utf8JsonWriter json, Community community)
    {
        json.WriteStartObject();
        json.WriteString("name", community.Name);
        json.WriteString("identifier", community.Identifier);
        json.WriteString("rootPublicKey", Convert.ToHexStringLower(community.RootPublicKey));
        json.WriteBoolean("hasRoot", community.HasRoot);
        json.WriteNumber("epoch", community.Epoch);
        json.WriteNumber("places", 1 << community.Depth);
        json.WriteStartArray("issuers");
        foreach (IssuerEntry issuer in community.Issuers)
        {
            json.WriteStartObject();
            json.WriteNumber("slot", issuer.Slot);
            json.WriteString("name", issuer.Name);
            json.WriteString("publicKey", Convert.ToHexStringLower(issuer.Certificate.AsSpan(CertificatePayload.KeyOffset, 32)));
            json.WriteNumber("serial", issuer.ReadCertificate().Serial);
            IssuerRows.WriteValidity(json, community, issuer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nodes");
        foreach (NodeEntry node in community.Nodes)
        {
            json.WriteStartObject();
            json.WriteNumber("address", node.Address);
            json.WriteString("name", node.Name);
            json.WriteNumber("leaf", node.Leaf);
            json.WriteNumber("provisioned", node.Provisioned);
            json.WriteBoolean("excluded", node.IsExcluded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Print(CommunityCommand frame, IAnsiConsole console, Community community)
    {
        CliContext context = frame.Context;
        console.MarkupLine(context.Markup("network.show.head", community.Name, community.Identifier, community.Epoch));
        console.MarkupLine(context.Markup(community.HasRoot ? "keys.show.root" : "keys.show.noroot"));
        console.Write(IssuerRows.Table(context, community));
        console.MarkupLine(context.Markup("keys.show.nodes", community.Nodes.Count(n => !n.IsExcluded), community.Nodes.Count(n => n.IsExcluded), 1 << community.Depth));
    }
}

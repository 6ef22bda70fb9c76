using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node provision</c>: gives a node its keys and its place in a community.</summary>
internal static class ProvisionCommand
{
    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context);
        var name = new Option<string>("--name") { Description = context.Text("node.option.name"), HelpName = "NAME", Required = true };
        var command = new Command("provision", context.Text("node.provision.description")) { network.Option, port.Option, name, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            using Community community = Community.Open(network.Of(parse), passphrase.Get(parse));
            NodeEntry node = await port.UseAsync(
                parse,
                client => NodeProvisioner.ProvisionAsync(community, parse.GetRequiredValue(name), client, DateTimeOffset.UtcNow, cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("name", node.Name);
                    json.WriteNumber("address", node.Address);
                    json.WriteNumber("epoch", community.Epoch);
                    json.WriteBoolean("verified", true);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("node.provision.done", node.Name, node.Address, community.Name));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node provision --network my-city --port /dev/ttyUSB0 --name roof-12", context.Text("node.provision.example.serial")),
            new CommandExample("loranode node provision --network my-city --port virtual:roof-12 --name roof-12", context.Text("node.provision.example.virtual")));
    }
}

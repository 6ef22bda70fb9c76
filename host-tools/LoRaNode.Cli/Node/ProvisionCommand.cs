using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Settings;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node provision</c>: gives one node, or a whole tray of them, keys and places in a community.</summary>
internal static class ProvisionCommand
{
    private const string DefaultPrefix = "node-";

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var what = new ProvisioningOptions(context);
        var tray = new TrayRun(context);
        var ports = new Option<string[]>("--port")
        {
            Description = context.Text("node.option.port", NodePort.VirtualPrefix, NodePort.LinePrefix, NodePort.TcpPrefix),
            HelpName = "PORT",
            AllowMultipleArgumentsPerToken = true,
        };
        var name = new Option<string?>("--name") { Description = context.Text("node.option.name"), HelpName = "NAME" };
        var all = new Option<bool>("--all") { Description = context.Text("node.option.all") };
        var prefix = new Option<string>("--prefix") { Description = context.Text("node.option.prefix"), HelpName = "TEXT", DefaultValueFactory = _ => DefaultPrefix };
        var dryRun = new Option<bool>("--dry-run") { Description = context.Text("node.option.dryrun") };
        var command = new Command("provision", context.Text("node.provision.description")) { network.Option, ports, name, all, prefix, what.Board, what.RadioTest.Option, tray.Patience, tray.Labels, dryRun, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            string[] given = [.. (parse.GetValue(ports) ?? []).Distinct()];
            bool isTray = parse.GetValue(all);
            if (isTray == (parse.GetValue(name) is not null))
            {
                throw new UserError("node.error.nameorall");
            }

            if (!isTray && given.Length != 1)
            {
                throw new UserError("node.error.noport");
            }

            using Community community = context.OpenCommunity(network.Of(parse), passphrase.Get(parse));
            using CommunityStore store = context.OpenStore(community.Folder);
            ProvisioningOrder order = what.Order(parse, parse.GetValue(name), parse.GetValue(prefix) ?? DefaultPrefix, given);
            return isTray
                ? await tray.RunAsync(parse, community, store, given, order, parse.GetValue(dryRun), cancellation)
                : await NodePort.UseAsync(given[0], client => OneAsync(context, community, store, client, order, parse.GetValue(dryRun), cancellation));
        });
        return command.WithExamples(
            new CommandExample("loranode node provision --network my-city --port /dev/ttyUSB0 --name roof-12", context.Text("node.provision.example.serial")),
            new CommandExample("loranode node provision --network my-city --port virtual:roof-12 --name roof-12", context.Text("node.provision.example.virtual")),
            new CommandExample("loranode node provision --network my-city --all --prefix roof-", context.Text("node.provision.example.all")));
    }

    private static async Task<int> OneAsync(
        CliContext context, Community community, CommunityStore store, NodeClient client, ProvisioningOrder order, bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
        {
            string name = order.Name!;
            bool isBlank = !(await client.IdentifyAsync(cancellation)).IsProvisioned;
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("dryRun", true);
                    json.WriteString("name", name);
                    json.WriteBoolean("blank", isBlank);
                    RadioText.Write(json, store.Radio);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup(isBlank ? "node.provision.would" : "node.provision.wouldnot", name));
                RadioText.Print(context, store.Radio);
            }

            return isBlank ? ExitCode.Success : ExitCode.Failure;
        }

        using var provisioner = new BoardProvisioner(community, store, TimeProvider.System);
        ProvisionedBoard board = await provisioner.ProvisionAsync(client, order, cancellation);
        NodeSettings settings = await client.SettingsAsync(cancellation);
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("name", board.Node.Name);
                json.WriteNumber("address", board.Node.Address);
                json.WriteString("board", board.Board);
                json.WriteNumber("epoch", community.Epoch);
                json.WriteBoolean("verified", true);
                json.WriteString("region", store.Radio.Band.Code);
                json.WriteNumber("frequencyHz", settings.Radio.FrequencyHz);
                RadioTestText.Write(json, board.Radio);
                json.WriteEndObject();
            });
        }
        else
        {
            context.Console.MarkupLine(context.Markup("node.provision.done", board.Node.Name, board.Node.Address, community.Name));
            context.Console.MarkupLine(context.Markup(
                "node.provision.radio",
                (settings.Radio.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture),
                settings.Radio.BandwidthHz / 1000,
                (int)settings.Radio.SpreadingFactor,
                settings.Radio.PowerDbm,
                store.Radio.Band.Code));
            context.Console.MarkupLine(RadioTestText.Of(context, board.Radio).EscapeMarkup());
        }

        return ExitCode.Success;
    }
}

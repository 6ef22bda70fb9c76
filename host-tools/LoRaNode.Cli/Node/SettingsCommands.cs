using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node settings</c>: what a technician set at a node.</summary>
internal static class SettingsCommands
{
    internal static Command Create(CliContext context) => new("settings", context.Text("node.settings.description")) { Get(context), Set(context) };

    private static Command Get(CliContext context)
    {
        var port = new NodePort(context);
        var command = new Command("get", context.Text("node.settings.get.description"));
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            NodeSettings settings = await port.UseAsync(parse, client => client.SettingsAsync(cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json => SettingsText.Write(json, settings));
            }
            else
            {
                context.Console.Write(SettingsText.Table(context, settings));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode node settings get --port /dev/ttyUSB0", context.Text("node.settings.get.example")));
    }

    private static Command Set(CliContext context)
    {
        var port = new NodePort(context);
        var options = new SettingsOptions(context);
        Option<bool> dryRun = DryRun.Option(context);
        var noRestart = new Option<bool>("--no-restart") { Description = context.Text("node.settings.option.norestart") };
        var command = new Command("set", context.Text("node.settings.set.description"));
        foreach (Option option in options.All)
        {
            command.Add(option);
        }

        command.Add(noRestart);
        command.Add(dryRun);
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            bool isDry = parse.GetValue(dryRun);
            (NodeSettings settings, bool restarted) = await port.UseAsync(
                parse, client => ChangeAsync(client, s => options.Apply(parse, s), isDry, !parse.GetValue(noRestart), cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("dryRun", isDry);
                    json.WriteBoolean("restarted", restarted);
                    json.WritePropertyName("settings");
                    SettingsText.Write(json, settings);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.Write(SettingsText.Table(context, settings));
                context.Console.MarkupLine(context.Markup(
                    isDry ? "node.settings.would" : restarted ? "node.settings.done.restarted" : "node.settings.done"));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node settings set --port /dev/ttyUSB0 --display-language kk --name \"Төбе 12\"", context.Text("node.settings.set.example")),
            new CommandExample("loranode node settings set --port /dev/ttyUSB0 --antenna-gain 5 --power 9", context.Text("node.settings.set.example.antenna")),
            new CommandExample("loranode node settings set --port /dev/ttyUSB0 --region kz-433 --dry-run", context.Text("node.settings.set.example.dryrun")));
    }

    private static async Task<(NodeSettings Settings, bool Restarted)> ChangeAsync(
        NodeClient client, Action<NodeSettings> change, bool isDry, bool mayRestart, CancellationToken cancellation)
    {
        NodeIdentification node = await client.IdentifyAsync(cancellation);
        NodeSettings settings = await client.SettingsAsync(cancellation);
        change(settings);

        // The rules are the node's own, but for the board that only it knows.
        byte[] bytes = new byte[NodeSettings.MaxSize];
        SettingsFault fault = new NodeSettings().TryRead(bytes, 0, settings.Write(bytes, 0, withPassword: true));
        if (fault != SettingsFault.None)
        {
            throw new UserError("node.error.settings", new TextArgument($"node.fault.{fault}"));
        }

        if (isDry)
        {
            return (settings, false);
        }

        await RadioSetup.StoreAsync(client, settings, cancellation);
        NodeSettings stored = await client.SettingsAsync(cancellation);

        // A node without a network takes everything at once.
        bool restarts = mayRestart && node.IsProvisioned && node.IsRegionKnown;
        if (restarts)
        {
            await RadioSetup.RestartAsync(client, node.Boots, TimeProvider.System, cancellation);
        }

        return (stored, restarts);
    }
}

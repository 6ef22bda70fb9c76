using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node identify</c>: who and how a node is.</summary>
internal static class IdentifyCommand
{
    internal static Command Create(CliContext context)
    {
        var port = new NodePort(context);
        var command = new Command("identify", context.Text("node.identify.description"));
        port.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            NodeIdentification node = await port.UseAsync(parse, client => client.IdentifyAsync(cancellation));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("board", Convert.ToHexStringLower(node.BoardId));
                    json.WriteString("firmware", FirmwareOf(node));
                    json.WriteBoolean("provisioned", node.IsProvisioned);
                    json.WriteBoolean("regionKnown", node.IsRegionKnown);
                    json.WriteNumber("address", node.Address);
                    json.WriteNumber("epoch", node.Epoch);
                    json.WriteString("radio", node.Radio.ToString());
                    json.WriteNumber("boots", node.Boots);
                    json.WriteNumber("uptimeMs", node.UptimeMs);
                    json.WriteNumber("nextLogIndex", node.NextLogIndex);
                    json.WriteNumber("texts", node.Texts);
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.Write(Table(context, node));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node identify --port /dev/ttyUSB0", context.Text("node.identify.example.serial")),
            new CommandExample("loranode node identify --port virtual:my-node", context.Text("node.identify.example.virtual")));
    }

    private static string FirmwareOf(NodeIdentification node) =>
        string.Create(CultureInfo.InvariantCulture, $"{node.FirmwareMajor}.{node.FirmwareMinor}.{node.FirmwarePatch}");

    private static Grid Table(CliContext context, NodeIdentification node)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        void Row(string key, string value) => grid.AddRow(context.Markup(key), value.EscapeMarkup());
        Row("node.field.board", Convert.ToHexStringLower(node.BoardId));
        Row("node.field.firmware", FirmwareOf(node));
        Row("node.field.credentials", context.Text(node.IsProvisioned ? "node.value.provisioned" : "node.value.blank"));
        if (node.IsProvisioned)
        {
            Row("node.field.address", node.Address.ToString(CultureInfo.InvariantCulture));
            Row("node.field.epoch", node.Epoch.ToString(CultureInfo.InvariantCulture));
        }

        if (!node.IsRegionKnown)
        {
            Row("node.settings.region", context.Text("node.value.noregion"));
        }

        Row("node.field.radio", context.Text($"node.radio.{node.Radio}"));
        Row("node.field.boots", node.Boots.ToString(CultureInfo.InvariantCulture));
        Row("node.field.uptime", Uptime.Text(node.UptimeMs));
        Row("node.field.texts", node.Texts.ToString(CultureInfo.InvariantCulture));
        return grid;
    }
}

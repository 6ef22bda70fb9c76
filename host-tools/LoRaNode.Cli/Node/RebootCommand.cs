using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Link;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node reboot</c>: restarts a node and waits until it answers again.</summary>
internal static class RebootCommand
{
    internal static Command Create(CliContext context) => NodeActionCommand.Create(context, new NodeAction(
        "reboot",
        "rebooted",
        "node.reboot.description",
        "node.reboot.would",
        "node.reboot.done",
        NeedsYes: false,
        (client, node, cancellation) => RadioSetup.RestartAsync(client, node.Boots, TimeProvider.System, cancellation)))
        .WithExamples(new CommandExample("loranode node reboot --port /dev/ttyUSB0", context.Text("node.reboot.example")));
}

using System.CommandLine;
using LoRaNode.Cli.Help;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node erase</c> and <c>node panic</c>: make a node as new, keys first.</summary>
internal static class EraseCommand
{
    internal static Command Create(CliContext context) => NodeActionCommand.Create(context, new NodeAction(
        "erase",
        "erased",
        "node.erase.description",
        "node.erase.would",
        "node.erase.done",
        NeedsYes: true,
        async (client, _, cancellation) => NodeActionCommand.Expect(await client.FactoryEraseAsync(cancellation))))
        .WithExamples(
            new CommandExample("loranode node erase --port /dev/ttyUSB0 --yes", context.Text("node.erase.example")),
            new CommandExample("loranode node erase --port /dev/ttyUSB0 --dry-run", context.Text("node.erase.example.dryrun")));

    internal static Command CreatePanic(CliContext context) => NodeActionCommand.Create(context, new NodeAction(
        "panic",
        "erased",
        "node.panic.description",
        "node.panic.would",
        "node.panic.done",
        NeedsYes: true,
        async (client, _, cancellation) => NodeActionCommand.Expect(await client.PanicAsync(cancellation))))
        .WithExamples(new CommandExample("loranode node panic --port /dev/ttyUSB0 --yes", context.Text("node.panic.example")));
}

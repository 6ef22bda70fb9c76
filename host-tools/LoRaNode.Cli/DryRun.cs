using System.CommandLine;

namespace LoRaNode.Cli;

/// <summary>The option of every command that writes to a device.</summary>
internal static class DryRun
{
    internal static Option<bool> Option(CliContext context) => new("--dry-run") { Description = context.Text("node.option.dryrun") };
}

using System.CommandLine;

namespace LoRaNode.Cli.Sim;

/// <summary><c>loranode sim</c>: experiments with virtual cities.</summary>
public static class SimCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("sim", context.Text("sim.description")) { AttackCommand.Create(context) };
    }
}

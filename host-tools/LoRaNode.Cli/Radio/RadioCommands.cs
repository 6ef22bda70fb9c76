using System.CommandLine;

namespace LoRaNode.Cli.Radio;

/// <summary><c>loranode radio</c>: everything about the radio itself.</summary>
public static class RadioCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("radio", context.Text("radio.description"))
        {
            AirtimeCommand.Create(context),
            VirtualRadioCommand.Create(context),
        };
    }
}

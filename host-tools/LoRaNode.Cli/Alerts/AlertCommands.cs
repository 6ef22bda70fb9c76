using System.CommandLine;
using LoRaNode.Core.Frames;

namespace LoRaNode.Cli.Alerts;

/// <summary><c>loranode alert</c>: signed alerts through an attached node.</summary>
public static class AlertCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("alert", context.Text("alert.description"))
        {
            SendCommand.Create(context, AlertKind.Alert),
            SendCommand.Create(context, AlertKind.Update),
            SendCommand.Create(context, AlertKind.Cancel),
            ResendCommand.Create(context),
            ListCommand.Create(context),
            ExportCommand.Create(context),
        };
    }
}

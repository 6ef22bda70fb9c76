using System.CommandLine;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text</c>: how texts become short, and the models that make them so.</summary>
public static class TextCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("text", context.Text("text.description"))
        {
            TextStatsCommand.Create(context),
            TextEncodeCommand.Create(context),
            TextDecodeCommand.Create(context),
            TextTrainCommand.Create(context),
            TextEvaluateCommand.Create(context),
        };
    }
}

using System.CommandLine;

namespace LoRaNode.Cli.Network;

/// <summary>The option that names the folder of a community's keys.</summary>
public sealed class NetworkFolder
{
    private const string DefaultFolder = "network";

    /// <summary>Creates the option for a command.</summary>
    public NetworkFolder(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Option = new Option<string>("--network")
        {
            Description = context.Text("network.option.folder"),
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultFolder,
        };
    }

    /// <summary>The option to add to the command.</summary>
    public Option<string> Option { get; }

    /// <summary>The folder that was named.</summary>
    public string Of(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        return parse.GetValue(Option) ?? DefaultFolder;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using LoRaNode.Cli.Alerts;
using LoRaNode.Cli.Boards;
using LoRaNode.Cli.Completion;
using LoRaNode.Cli.Crypto;
using LoRaNode.Cli.Demo;
using LoRaNode.Cli.Doctor;
using LoRaNode.Cli.Fleet;
using LoRaNode.Cli.Gateway;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Issuers;
using LoRaNode.Cli.Keys;
using LoRaNode.Cli.Logs;
using LoRaNode.Cli.Monitor;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Cli.Radio;
using LoRaNode.Cli.Serve;
using LoRaNode.Cli.Sim;
using LoRaNode.Cli.TextCodec;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli;

/// <summary>All commands of <c>loranode</c> and the options that each of them has.</summary>
public static class CommandTree
{
    /// <summary>Builds the tree.</summary>
    public static RootCommand Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var root = new RootCommand(context.Text("cli.description"))
        {
            JsonOption(context),
            LanguageOption(context),
            DatabaseOption(context),
        };

        // One line for each area, in the order in which help shows them.
        root.Add(DemoCommands.Create(context));
        root.Add(NetworkCommands.Create(context));
        root.Add(KeysCommands.Create(context));
        root.Add(NodeCommands.Create(context));
        root.Add(IssuersCommands.Create(context));
        root.Add(EpochCommands.Create(context));
        root.Add(AlertCommands.Create(context));
        root.Add(MessageCommands.Create(context));
        root.Add(LogsCommands.Create(context));
        root.Add(MonitorCommands.Create(context));
        root.Add(FleetCommands.Create(context));
        root.Add(ServeCommands.Create(context));
        root.Add(GatewayCommands.Create(context));
        root.Add(DoctorCommands.Create(context));
        root.Add(RadioCommands.Create(context));
        root.Add(TextCommands.Create(context));
        root.Add(SimCommands.Create(context));
        root.Add(CryptoCommands.Create(context));
        root.Add(BoardsCommands.Create(context));
        root.Add(CompletionCommands.Create(context));
        root.SetAction(parse =>
        {
            // The tool alone helps people; a program that forgot the command must not get a page of text.
            if (context.IsJson)
            {
                throw new UserError("cli.error.command.missing", root.Name, string.Join(", ", root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)));
            }

            HelpText.Write(parse.CommandResult.Command, context);
        });

        Translate(root, context);
        return root;
    }

    /// <summary>Name of the option for output that programs read.</summary>
    internal const string JsonName = "--json";

    /// <summary>Name of the option that names a shared database.</summary>
    internal const string DatabaseName = "--database";

    /// <summary>Environment variable that names a shared database.</summary>
    internal const string DatabaseVariable = "LORANODE_DATABASE";

    private static Option<string?> DatabaseOption(CliContext context) => new(DatabaseName)
    {
        Description = context.Text("cli.option.database", DatabaseVariable),
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>Name of the option that chooses the language.</summary>
    internal const string LanguageName = "--lang";

    private static Option<bool> JsonOption(CliContext context) => new(JsonName)
    {
        Description = context.Text("cli.option.json"),
        Recursive = true,
    };

    private static Option<string> LanguageOption(CliContext context)
    {
        var option = new Option<string>(LanguageName)
        {
            Description = context.Text("cli.option.lang"),
            HelpName = string.Join('|', LanguageCode.All),
            Recursive = true,
        };
        option.AcceptOnlyFromAmong([.. LanguageCode.All]);
        return option;
    }

    private static void Translate(RootCommand root, CliContext context)
    {
        // The library's own help option answers to /? and /h as well, which would turn up among the suggestions of a shell.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Insert(0, new HelpOption("--help", "-h") { Description = context.Text("cli.option.help"), Action = new HelpTextAction(context) });
        VersionOption version = root.Options.OfType<VersionOption>().Single();
        version.Description = context.Text("cli.option.version");
        version.Action = new VersionAction(context);
    }
}

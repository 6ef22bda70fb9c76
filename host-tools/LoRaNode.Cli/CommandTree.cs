using System.CommandLine;
using System.CommandLine.Help;
using LoRaNode.Cli.Demo;
using LoRaNode.Cli.Crypto;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Radio;
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
        };

        // One line for each area, in the order in which help shows them.
        root.Add(DemoCommands.Create(context));
        root.Add(RadioCommands.Create(context));
        root.Add(CryptoCommands.Create(context));
        root.SetAction(parse => HelpText.Write(parse.CommandResult.Command, context));

        Translate(root, context);
        return root;
    }

    /// <summary>Name of the option for output that programs read.</summary>
    internal const string JsonName = "--json";

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
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Description = context.Text("cli.option.help");
                    help.Action = new HelpTextAction(context);
                    break;
                case VersionOption version:
                    version.Description = context.Text("cli.option.version");
                    version.Action = new VersionAction(context);
                    break;
            }
        }
    }
}

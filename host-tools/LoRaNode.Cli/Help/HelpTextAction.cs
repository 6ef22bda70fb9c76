using System.CommandLine;
using System.CommandLine.Invocation;

namespace LoRaNode.Cli.Help;

/// <summary><c>--help</c>, in the person's language.</summary>
internal sealed class HelpTextAction(CliContext context) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) => HelpText.Write(parseResult.CommandResult.Command, context);
}

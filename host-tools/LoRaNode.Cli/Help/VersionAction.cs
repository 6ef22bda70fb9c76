using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace LoRaNode.Cli.Help;

/// <summary><c>--version</c>: the version alone, so that scripts can read it.</summary>
internal sealed class VersionAction(CliContext context) : SynchronousCommandLineAction
{
    /// <summary>Version of the tool, such as <c>0.1.0</c>, without the build's suffix.</summary>
    public static string Version { get; } = typeof(VersionAction).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        context.Output.WriteLine(Version);
        return ExitCode.Success;
    }
}

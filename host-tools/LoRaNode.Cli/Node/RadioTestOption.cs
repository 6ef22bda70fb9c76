using System.CommandLine;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Node;

/// <summary>The option that says how long neighbours are waited for in a radio test.</summary>
internal sealed class RadioTestOption
{
    private const int DefaultSeconds = 15;
    private const int MaxSeconds = 600;

    internal RadioTestOption(CliContext context)
    {
        Option = new Option<int>("--radio-test") { Description = context.Text("node.option.radiotest"), HelpName = "SECONDS", DefaultValueFactory = _ => DefaultSeconds };
    }

    internal Option<int> Option { get; }

    /// <summary>What was asked for; nothing for virtual nodes without a port of their own, which run only while they are talked to, alone on their air.</summary>
    /// <exception cref="UserError">It is out of range.</exception>
    internal TimeSpan Of(ParseResult parse, IEnumerable<string> ports)
    {
        int seconds = parse.GetValue(Option);
        if (seconds is < 0 or > MaxSeconds)
        {
            throw new UserError("node.error.radiotest", MaxSeconds, seconds);
        }

        return ports.All(p => p.StartsWith(NodePort.VirtualPrefix, StringComparison.Ordinal)) ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
    }
}

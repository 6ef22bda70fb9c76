namespace LoRaNode.Cli.Doctor;

/// <summary>What was found, in the order in which it was looked at, in the person's language.</summary>
internal sealed class FindingList(CliContext context)
{
    private readonly List<Finding> _findings = [];

    internal IReadOnlyList<Finding> All => _findings;

    internal void Good(string subject, string key, params ReadOnlySpan<object?> arguments) => Add(FindingLevel.Good, subject, context.Text(key, arguments));

    internal void Warning(string subject, string key, params ReadOnlySpan<object?> arguments) => Add(FindingLevel.Warning, subject, context.Text(key, arguments));

    internal void Problem(string subject, string key, params ReadOnlySpan<object?> arguments) => Add(FindingLevel.Problem, subject, context.Text(key, arguments));

    internal void Add(FindingLevel level, string subject, string text) => _findings.Add(new Finding(level, subject, text));
}

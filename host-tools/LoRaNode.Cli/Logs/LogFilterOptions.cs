using System.CommandLine;
using System.Globalization;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;

namespace LoRaNode.Cli.Logs;

/// <summary>The options that choose log records from the database.</summary>
internal sealed class LogFilterOptions
{
    private readonly int _defaultLimit;
    private readonly Option<string?> _node;
    private readonly Option<string[]> _code;
    private readonly Option<string?> _since;
    private readonly Option<string?> _until;
    private readonly Option<int?> _boot;
    private readonly Option<int?> _limit;

    /// <summary>Creates the options.</summary>
    /// <param name="context">Surroundings of the command.</param>
    /// <param name="defaultLimit">Most records when the person says nothing; 0 for all.</param>
    internal LogFilterOptions(CliContext context, int defaultLimit)
    {
        _defaultLimit = defaultLimit;
        _node = new("--node") { Description = context.Text("logs.option.node"), HelpName = "NODE" };
        _code = new("--code") { Description = context.Text("logs.option.code"), HelpName = "CODE", AllowMultipleArgumentsPerToken = true };
        _code.CompletionSources.Add([.. Enum.GetNames<LogCode>()]);
        _since = new("--since") { Description = context.Text("logs.option.since"), HelpName = "TIME" };
        _until = new("--until") { Description = context.Text("logs.option.until"), HelpName = "TIME" };
        _boot = new("--boot") { Description = context.Text("logs.option.boot"), HelpName = "N" };
        _limit = new("--limit") { Description = context.Text("logs.option.limit", defaultLimit), HelpName = "N" };
        From = new("--from") { Description = context.Text("logs.option.from"), HelpName = "N" };
        All = [_node, _code, _since, _until, _boot, From, _limit];
    }

    internal IReadOnlyList<Option> All { get; }

    /// <summary>First number wanted.</summary>
    internal Option<uint?> From { get; }

    /// <exception cref="UserError">A word or number cannot be understood.</exception>
    internal LogFilter Of(ParseResult parse, CommunityStore store)
    {
        DateTimeOffset now = DateTimeOffset.Now;
        int limit = parse.GetValue(_limit) ?? _defaultLimit;
        string? node = parse.GetValue(_node);
        bool isBoard = node is { Length: 16 } && node.All(char.IsAsciiHexDigit);
        return new LogFilter
        {
            Address = node is null || isBoard ? null : AddressOf(node, store),
            Board = isBoard ? node!.ToLowerInvariant() : null,
            Codes = [.. (parse.GetValue(_code) ?? []).Select(CodeOf)],
            Since = parse.GetValue(_since) is { } since ? LogTime.Parse(since, now) : null,
            Until = parse.GetValue(_until) is { } until ? LogTime.Parse(until, now) : null,
            Boot = parse.GetValue(_boot),
            From = parse.GetValue(From),
            Limit = limit switch { < 0 => throw new UserError("logs.error.limit", limit), 0 => null, _ => limit },
        };
    }

    private static LogCode CodeOf(string word) => Enum.TryParse(word, ignoreCase: true, out LogCode code) && Enum.IsDefined(code)
        ? code
        : throw new UserError("logs.error.code", word, string.Join(", ", Enum.GetNames<LogCode>()));

    private static ushort AddressOf(string word, CommunityStore store)
    {
        if (store.Nodes().FirstOrDefault(n => n.Name == word) is { } named)
        {
            return named.Address;
        }

        return ushort.TryParse(word, CultureInfo.InvariantCulture, out ushort address) ? address : throw new UserError("logs.error.node", word);
    }
}

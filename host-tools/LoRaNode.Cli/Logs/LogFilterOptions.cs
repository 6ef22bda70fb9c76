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
            Since = parse.GetValue(_since) is { } since ? TimeOf(since, now) : null,
            Until = parse.GetValue(_until) is { } until ? TimeOf(until, now) : null,
            Boot = parse.GetValue(_boot),
            From = parse.GetValue(From),
            Limit = limit switch { < 0 => throw new UserError("logs.error.limit", limit), 0 => null, _ => limit },
        };
    }

    /// <summary>A time of the clock (<c>2026-11-24T18:00</c>) or so long ago (<c>30m</c>, <c>2h</c>, <c>7d</c>).</summary>
    private static DateTimeOffset TimeOf(string word, DateTimeOffset now)
    {
        if (word.Length > 1 && double.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count) && count < 100_000)
        {
            switch (word[^1])
            {
                case 'm':
                    return now.AddMinutes(-count);
                case 'h':
                    return now.AddHours(-count);
                case 'd':
                    return now.AddDays(-count);
            }
        }

        return DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time)
            ? time
            : throw new UserError("logs.error.time", word);
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

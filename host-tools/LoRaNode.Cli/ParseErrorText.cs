using System.CommandLine;
using System.CommandLine.Parsing;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli;

/// <summary>Turns what is wrong with a command line into one line in the person's language.</summary>
/// <remarks>The parser's own messages are English and may be several; the first cause is the one to mend first.</remarks>
internal static class ParseErrorText
{
    // What help calls the values that name a place.
    private static readonly string[] Places = ["DIR", "FILE", "FILE|DIR", "FOLDER", "PATH", "PORT"];

    /// <summary>The one line for a command line that did not parse; null for one that did.</summary>
    public static string? Of(ParseResult parse, Language language)
    {
        Command command = parse.CommandResult.Command;
        string path = HelpText.PathOf(command);
        if (MistypedOption(parse) is { } option)
        {
            return Unmatched(option, command, path, language);
        }

        if (parse.Errors.Count > 0)
        {
            return Of(parse, command, path, language);
        }

        return EmptyPlace(parse) is { } name ? UserText.Get(language, "cli.error.value.missing", name, path) : null;
    }

    /// <summary>A file, folder or port that is given as nothing, as <c>--out "$UNSET"</c> does: no place is ever called so.</summary>
    private static string? EmptyPlace(ParseResult parse)
    {
        foreach (SymbolResult result in parse.CommandResult.Children.Concat(parse.RootCommandResult.Children))
        {
            (string? kind, string name) = result switch
            {
                OptionResult option => (option.Option.HelpName, option.Option.Name),
                ArgumentResult argument => (argument.Argument.HelpName, argument.Argument.HelpName ?? argument.Argument.Name),
                _ => (null, string.Empty),
            };
            if (kind is not null && Places.Contains(kind) && result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>
    /// A word that looks like an option but was taken for an argument: <c>demo --sed</c> would send the text "--sed". Words after
    /// <c>--</c> and numbers are arguments.
    /// </summary>
    private static string? MistypedOption(ParseResult parse)
    {
        int end = parse.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).Count();
        return parse.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens)
            .Where(t => t.Value.Length > 1 && t.Value[0] == '-' && !char.IsAsciiDigit(t.Value[1]) && parse.Tokens.Take(end).Contains(t))
            .Select(t => t.Value)
            .FirstOrDefault();
    }

    private static string Of(ParseResult parse, Command command, string path, Language language)
    {
        if (parse.UnmatchedTokens.Count > 0)
        {
            return Unmatched(parse.UnmatchedTokens[0], command, path, language);
        }

        ParseError error = parse.Errors[0];
        switch (error.SymbolResult)
        {
            case OptionResult option:
                return Value(option.Option.Name, option.Option.ValueType, Choices(option.Option.GetCompletions(Empty)), option.Tokens,
                    option.Option.Arity, path, error, language);
            case ArgumentResult argument when argument.Parent is OptionResult option:
                return Value(option.Option.Name, option.Option.ValueType, Choices(option.Option.GetCompletions(Empty)), option.Tokens,
                    option.Option.Arity, path, error, language);
            case ArgumentResult argument:
                string name = argument.Argument.HelpName ?? argument.Argument.Name.ToUpperInvariant();
                return Value(name, argument.Argument.ValueType, Choices(argument.Argument.GetCompletions(Empty)), argument.Tokens,
                    argument.Argument.Arity, path, error, language);
        }

        Option? required = command.Options.FirstOrDefault(o => o.Required && parse.GetResult(o) is null);
        if (required is not null)
        {
            return UserText.Get(language, "cli.error.option.required", path, required.Name);
        }

        return command.Action is null && command.Subcommands.Count > 0
            ? UserText.Get(language, "cli.error.command.missing", path, Names(command))
            : OneLine(error.Message);
    }

    private static System.CommandLine.Completions.CompletionContext Empty => System.CommandLine.Completions.CompletionContext.Empty;

    private static string Unmatched(string token, Command command, string path, Language language)
    {
        string shown = Quoted(token);
        if (token.StartsWith('-') && token.Length > 1)
        {
            string? option = Closest(token, HelpText.OptionsOf(command).Select(o => o.Name));
            return option is null
                ? UserText.Get(language, "cli.error.unknown.option", shown, path)
                : UserText.Get(language, "cli.error.unknown.option.similar", shown, path, option);
        }

        if (command.Subcommands.Count == 0)
        {
            return UserText.Get(language, "cli.error.unexpected.argument", shown, path);
        }

        string? similar = Closest(token, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
        return similar is null
            ? UserText.Get(language, "cli.error.unknown.command", shown, path)
            : UserText.Get(language, "cli.error.unknown.command.similar", shown, path, similar);
    }

    private static string Value(
        string name, Type type, string choices, IReadOnlyList<Token> tokens, ArgumentArity arity, string path, ParseError error, Language language)
    {
        if (tokens.Count < arity.MinimumNumberOfValues)
        {
            return UserText.Get(language, "cli.error.value.missing", name, path);
        }

        if (tokens.Count > arity.MaximumNumberOfValues)
        {
            return UserText.Get(language, "cli.error.value.repeated", name, path);
        }

        string value = tokens.Count == 0 ? string.Empty : Quoted(tokens[^1].Value);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64 && !type.IsEnum)
        {
            return UserText.Get(language, "cli.error.value.integer", name, value);
        }

        if (type == typeof(double) || type == typeof(float) || type == typeof(decimal))
        {
            return UserText.Get(language, "cli.error.value.number", name, value);
        }

        if (choices.Length > 0)
        {
            return UserText.Get(language, "cli.error.value.choice", name, value, choices);
        }

        // A validator of ours has written its text from the table already; only those of the library name the type.
        return type == typeof(string) ? OneLine(error.Message) : UserText.Get(language, "cli.error.value.other", name, value, path);
    }

    private static string Choices(IEnumerable<System.CommandLine.Completions.CompletionItem> items) =>
        string.Join(", ", items.Select(i => i.Label).Where(l => l.Length > 0));

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A word of the command line in quotes, shortened, with nothing in it that could move the cursor.</summary>
    private static string Quoted(string token)
    {
        const int Longest = 60;
        string visible = string.Concat(token.Select(c => char.IsControl(c) ? '\uFFFD' : c));
        if (visible.Length > Longest)
        {
            visible = visible[..(char.IsHighSurrogate(visible[Longest - 1]) ? Longest - 1 : Longest)] + "…";
        }

        return $"'{visible}'";
    }

    private static string? Closest(string token, IEnumerable<string> names) => names
        .Select(n => (Name: n, Distance: EditDistance(token, n)))
        .Where(n => n.Distance <= Math.Max(1, Math.Min(token.Length, n.Name.Length) / 3))
        .OrderBy(n => n.Distance)
        .Select(n => n.Name)
        .FirstOrDefault();

    // Levenshtein distance, one row at a time. Long words are never similar, which also bounds the work.
    private static int EditDistance(string a, string b)
    {
        const int LongestName = 40;
        if (a.Length > LongestName)
        {
            return int.MaxValue;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}

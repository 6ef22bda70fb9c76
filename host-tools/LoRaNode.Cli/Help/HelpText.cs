using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;

namespace LoRaNode.Cli.Help;

/// <summary>The help of a command: what it does, its usage, arguments, options and examples.</summary>
/// <remarks>The library's own help speaks English alone and has no examples.</remarks>
internal static class HelpText
{
    private const int FirstColumnMax = 28;

    private const int WidthMax = 100;

    private const int WidthMin = 40;

    /// <summary>Writes the help to standard output.</summary>
    public static int Write(Command command, CliContext context)
    {
        int width = Math.Clamp(context.Console.Profile.Width, WidthMin, WidthMax);
        context.Output.Write(Compose(command, context, width));
        return ExitCode.Success;
    }

    /// <summary>The whole help, lines at most <paramref name="width"/> characters long where words allow it.</summary>
    public static string Compose(Command command, CliContext context, int width)
    {
        var text = new StringBuilder();
        Wrapped(text, command.Description ?? string.Empty, 0, 0, width);
        Title(text, context.Text("cli.help.usage"));
        text.Append("  ").AppendLine(Usage(command, context));
        Rows(text, context.Text("cli.help.commands"), width, command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? string.Empty)));
        Rows(text, context.Text("cli.help.arguments"), width, command.Arguments.Where(a => !a.Hidden).Select(a => (Label(a), Meaning(a, context))));
        Rows(text, context.Text("cli.help.options"), width, OptionsOf(command).Select(o => (Label(o), Meaning(o, context))));
        Examples(text, command, context, width);
        if (command.Subcommands.Any(c => !c.Hidden))
        {
            text.AppendLine().AppendLine(context.Text("cli.help.more", PathOf(command)));
        }

        if (command is RootCommand)
        {
            ExitCodes(text, context, width);
        }

        return text.ToString();
    }

    /// <summary>The command as it is typed, such as <c>loranode network create</c>.</summary>
    public static string PathOf(Command command)
    {
        var names = new Stack<string>();
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            // The root's own name is that of the file it was started from, which may be a host process.
            names.Push(at is RootCommand ? "loranode" : at.Name);
        }

        return string.Join(' ', names);
    }

    /// <summary>Options of a command and the global ones of its parents, the global ones last.</summary>
    public static IEnumerable<Option> OptionsOf(Command command)
    {
        IEnumerable<Option> own = command.Options.Where(o => !o.Hidden);
        IEnumerable<Option> inherited = command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(o => o.Recursive);
        return own.Concat(inherited).Distinct().OrderBy(o => o.Recursive ? 1 : 0);
    }

    private static string Usage(Command command, CliContext context)
    {
        var usage = new StringBuilder(PathOf(command));
        if (command.Subcommands.Any(c => !c.Hidden))
        {
            usage.Append(CultureInfo.InvariantCulture, $" <{context.Text("cli.help.command.word")}>");
        }

        foreach (Argument argument in command.Arguments.Where(a => !a.Hidden))
        {
            string more = argument.Arity.MaximumNumberOfValues > 1 ? "..." : string.Empty;
            usage.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [{Label(argument)}{more}]" : $" {Label(argument)}{more}");
        }

        return usage.Append(CultureInfo.InvariantCulture, $" [{context.Text("cli.help.options.word")}]").ToString();
    }

    private static string Label(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases
            .Where(a => a.StartsWith('-'))
            .OrderBy(a => a.Length)
            .Append(option.Name));
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) || option is HelpOption or VersionOption)
        {
            return names;
        }

        return $"{names} {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}";
    }

    private static string Meaning(Argument argument, CliContext context) =>
        argument.HasDefaultValue ? WithNote(argument.Description, Default(argument.GetDefaultValue(), context)) : argument.Description ?? string.Empty;

    private static string Meaning(Option option, CliContext context)
    {
        if (option.Required)
        {
            return WithNote(option.Description, context.Text("cli.help.required"));
        }

        bool isFlag = option.ValueType == typeof(bool) || option is HelpOption or VersionOption;
        return option.HasDefaultValue && !isFlag
            ? WithNote(option.Description, Default(option.GetDefaultValue(), context))
            : option.Description ?? string.Empty;
    }

    private static string Default(object? value, CliContext context)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        return text.Length == 0 ? string.Empty : context.Text("cli.help.default", text);
    }

    private static string WithNote(string? text, string note) => note.Length == 0 ? text ?? string.Empty : $"{text} [{note}]";

    private static void Title(StringBuilder text, string title) => text.AppendLine().Append(title).AppendLine(":");

    private static void Rows(StringBuilder text, string title, int width, IEnumerable<(string First, string Second)> rows)
    {
        (string First, string Second)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        Title(text, title);
        int column = Math.Min(FirstColumnMax, all.Max(r => r.First.Length)) + 4;
        foreach ((string first, string second) in all)
        {
            text.Append("  ").Append(first);
            if (first.Length + 4 > column)
            {
                text.AppendLine().Append(' ', column);
            }
            else
            {
                text.Append(' ', column - first.Length - 2);
            }

            Wrapped(text, second, column, column, width);
        }
    }

    private static void Examples(StringBuilder text, Command command, CliContext context, int width)
    {
        IReadOnlyList<CommandExample> examples = CommandExamples.Of(command);
        if (examples.Count == 0)
        {
            return;
        }

        Title(text, context.Text("cli.help.examples"));
        foreach (CommandExample example in examples)
        {
            text.Append("  ").AppendLine(example.CommandLine).Append(' ', 6);
            Wrapped(text, example.Meaning, 6, 6, width);
        }
    }

    private static void ExitCodes(StringBuilder text, CliContext context, int width) => Rows(text, context.Text("cli.help.exit"), width,
        [
            (Number(ExitCode.Success), context.Text("cli.exit.success")),
            (Number(ExitCode.Failure), context.Text("cli.exit.failure")),
            (Number(ExitCode.Usage), context.Text("cli.exit.usage")),
            (Number(ExitCode.Bug), context.Text("cli.exit.bug")),
            (Number(ExitCode.Interrupted), context.Text("cli.exit.interrupted")),
        ]);

    private static string Number(int code) => code.ToString(CultureInfo.InvariantCulture);

    private static void Wrapped(StringBuilder text, string paragraph, int at, int indent, int width)
    {
        int column = at;
        bool isFirst = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isFirst && column + 1 + word.Length > width)
            {
                text.AppendLine().Append(' ', indent);
                column = indent;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
            isFirst = false;
        }

        text.AppendLine();
    }
}

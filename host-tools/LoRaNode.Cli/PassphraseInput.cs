using System.CommandLine;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli;

/// <summary>
/// Where the passphrase of a community's keys comes from: a file, the environment, or the keyboard; never the command line, which
/// other users of the machine can see.
/// </summary>
public sealed class PassphraseInput
{
    /// <summary>Environment variable that holds the passphrase.</summary>
    public const string Variable = "LORANODE_PASSPHRASE";

    private const int MaxFileBytes = 4096;

    private const string FileOption = "--passphrase-file";

    private readonly CliContext _context;
    private readonly string _variable;

    /// <summary>Creates the option for a command.</summary>
    public PassphraseInput(CliContext context)
        : this(context, FileOption, Variable, "cli.option.passphrase")
    {
    }

    private PassphraseInput(CliContext context, string option, string variable, string descriptionKey)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _variable = variable;
        Option = new Option<string?>(option)
        {
            Description = context.Text(descriptionKey, variable),
            HelpName = "FILE",
        };
    }

    /// <summary>Where the passphrase comes from that replaces another one.</summary>
    public static PassphraseInput ForNew(CliContext context) => new(context, "--new-passphrase-file", "LORANODE_NEW_PASSPHRASE", "cli.option.newpassphrase");

    /// <summary>The option to add to the command.</summary>
    public Option<string?> Option { get; }

    /// <summary>Gets the passphrase of keys that exist.</summary>
    /// <exception cref="UserError">It cannot be had.</exception>
    public string Get(ParseResult parse) => Given(parse) ?? Ask("cli.passphrase.ask");

    /// <summary>Gets the passphrase for new keys: asked twice at the keyboard.</summary>
    /// <exception cref="UserError">It cannot be had, or the two differ.</exception>
    public string Choose(ParseResult parse)
    {
        if (Given(parse) is { } given)
        {
            return given;
        }

        string first = Ask("cli.passphrase.choose");
        return Ask("cli.passphrase.repeat") == first ? first : throw new UserError("cli.error.passphrase.differs");
    }

    /// <summary>Gets the passphrase from the file or the environment; null when neither has one. Nobody is asked.</summary>
    /// <exception cref="UserError">The file cannot be used.</exception>
    internal string? Given(ParseResult parse)
    {
        if (parse.GetValue(Option) is not { } path)
        {
            return Environment.GetEnvironmentVariable(_variable) is { Length: > 0 } value ? value : null;
        }

        if (!File.Exists(path) || new FileInfo(path).Length > MaxFileBytes)
        {
            throw new UserError("cli.error.passphrase.file", path);
        }

        return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } line ? line : throw new UserError("cli.error.passphrase.file", path);
    }

    private string Ask(string key)
    {
        if (!_context.CanAsk)
        {
            throw new UserError("cli.error.passphrase.missing", _variable, Option.Name);
        }

        return _context.Progress.Prompt(new TextPrompt<string>(_context.Markup(key)).Secret());
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Store.Databases;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli;

/// <summary>What a command needs from its surroundings: language, output, input and cancellation.</summary>
/// <remarks>
/// Results go to <see cref="Console"/> (people) or through <see cref="WriteJson"/> (programs), progress and notes to
/// <see cref="Progress"/> on standard error. Something the person can put right is thrown as <see cref="UserError"/>.
/// </remarks>
public sealed class CliContext
{
    private static readonly JsonWriterOptions JsonStyle = new()
    {
        Indented = true,
        NewLine = "\n",

        // The output is a file or a terminal, never HTML, and Cyrillic letters should stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lazy<IAnsiConsole> _console;

    private readonly Lazy<IAnsiConsole> _progress;

    /// <summary>Creates a context over the given streams.</summary>
    /// <param name="language">Language of everything that a person reads.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isInputRedirected">True when standard input is a file or a pipe.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C and by a request to terminate.</param>
    public CliContext(Language language, Stream input, TextWriter output, TextWriter error, bool isInputRedirected, CancellationToken cancellation)
    {
        Language = language;
        Input = input;
        Output = output;
        Error = error;
        IsInputRedirected = isInputRedirected;
        Cancellation = cancellation;
        _console = new(() => StreamConsole.Create(Output, IsOutputTerminal));
        _progress = new(() => StreamConsole.Create(Error, IsErrorTerminal));
    }

    /// <summary>Language of everything that a person reads.</summary>
    public Language Language { get; }

    /// <summary>True when the result is to be one JSON value on standard output; known once the command line is parsed.</summary>
    public bool IsJson { get; internal set; }

    /// <summary>The database that technicians share; null for the file in the community's folder. Known once the command line is parsed.</summary>
    public DatabaseAddress? Database { get; internal set; }

    /// <summary>Standard input as bytes; <see cref="ReadInputAsync"/> reads it as text.</summary>
    public Stream Input { get; }

    /// <summary>Standard output. Empty until the end with <c>--json</c>: prefer <see cref="Console"/> and <see cref="WriteJson"/>.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>True when standard output is a terminal that a person watches.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>True when standard error is a terminal that a person watches.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>True when standard input is a file or a pipe, so that nobody can be asked anything.</summary>
    public bool IsInputRedirected { get; }

    /// <summary>Cancelled by Ctrl-C and by a request to terminate. Let <see cref="OperationCanceledException"/> fly: the exit code is 130.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Tables, trees and lines for people, on standard output. Not used with <c>--json</c>.</summary>
    public IAnsiConsole Console => _console.Value;

    /// <summary>Progress bars, prompts and notes, on standard error.</summary>
    public IAnsiConsole Progress => _progress.Value;

    /// <summary>True when a person can be asked: neither <c>--json</c>, nor redirected input, nor a dumb terminal.</summary>
    public bool CanAsk => !IsJson && !IsInputRedirected && Progress.Profile.Capabilities.Interactive;

    /// <summary>Opens the database of the community in a folder, wherever it is.</summary>
    /// <exception cref="UserError">It cannot be reached or read.</exception>
    public CommunityStore OpenStore(string folder) => CommunityStore.Open(folder, Database);

    /// <summary>Opens the community in a folder; when its database is shared, with the keys as others have left them.</summary>
    /// <exception cref="UserError">There is none, the passphrase is wrong, or the database cannot be used.</exception>
    public Community OpenCommunity(string folder, string passphrase) =>
        Community.Open(folder, passphrase, Database is null ? null : new SharedKeyShelf(Database, folder));

    /// <summary>A text of the table in the person's language.</summary>
    public string Text(string key, params ReadOnlySpan<object?> arguments) => UserText.Get(Language, key, arguments);

    /// <summary>A text of the table as Spectre markup that shows its arguments as they are (square brackets in them are escaped).</summary>
    public string Markup(string key, params ReadOnlySpan<object?> arguments) => Text(key, arguments).EscapeMarkup();

    /// <summary>Writes the one JSON value of the command to standard output.</summary>
    /// <param name="write">Writes exactly one value.</param>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonStyle))
        {
            write(writer);
        }

        // Written at once and only when complete: an error half-way leaves standard output empty.
        Output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Reads all of standard input as UTF-8 text.</summary>
    /// <param name="maxBytes">Most bytes to read.</param>
    /// <exception cref="UserError">It is longer, or not UTF-8.</exception>
    public async Task<string> ReadInputAsync(int maxBytes)
    {
        byte[] bytes = new byte[maxBytes + 1];
        int length = await Input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, Cancellation);
        if (length > maxBytes)
        {
            throw new UserError("cli.error.input.long", maxBytes);
        }

        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            return strict.GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UserError("cli.error.input.utf8");
        }
    }
}

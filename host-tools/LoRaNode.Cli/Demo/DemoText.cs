using System.Globalization;
using System.Text;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;
using Spectre.Console;

namespace LoRaNode.Cli.Demo;

/// <summary>Where the text of the alert comes from, and whether it can be sent.</summary>
internal sealed class DemoText(CliContext context)
{
    private const int MaxInputBytes = 65_536;

    // A pipe that nobody writes to or closes must not keep the command waiting.
    private static readonly TimeSpan InputWait = TimeSpan.FromSeconds(3);

    /// <summary>The argument; else standard input when something comes from there; else an answer; else an example.</summary>
    /// <exception cref="UserError">The text cannot be sent.</exception>
    public async Task<string> ChooseAsync(string? argument, CancellationToken cancellation)
    {
        string? text = argument ?? (context.IsInputRedirected ? await FromInputAsync(cancellation) : await AskAsync(cancellation));
        if (text is null)
        {
            return context.Text("demo.text.example");
        }

        Check(text);
        return text;
    }

    /// <summary>Refuses a text that cannot be sent or shown.</summary>
    public static void Check(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UserError("demo.error.text.empty");
        }

        for (int i = 0; i < text.Length; i++)
        {
            bool isWhole = Rune.TryGetRuneAt(text, i, out Rune character);
            if (!isWhole || IsUnshowable(character))
            {
                int code = isWhole ? character.Value : text[i];
                throw new UserError("demo.error.text.character", string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}"), i + 1);
            }

            i += character.Utf16SequenceLength - 1;
        }

        int bytes = VirtualCity.EncodedBytes(text);
        if (bytes < 0 || bytes > VirtualCity.MaxEncodedBytes)
        {
            throw bytes < 0
                ? new UserError("demo.error.text.long", VirtualCity.MaxEncodedBytes)
                : new UserError("demo.error.text.long.bytes", bytes, VirtualCity.MaxEncodedBytes);
        }
    }

    // No font has these: control characters, surrogates, private use, and code points that Unicode has not given to any character.
    private static bool IsUnshowable(Rune character) =>
        character.Value is not ('\n' or '\r' or '\t')
        && Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private async Task<string?> FromInputAsync(CancellationToken cancellation)
    {
        // The read itself cannot be cancelled on every system, so the wait is.
        Task<string> reading = Task.Run(() => context.ReadInputAsync(MaxInputBytes), cancellation);
        if (await Task.WhenAny(reading, Task.Delay(InputWait, cancellation)) != reading)
        {
            cancellation.ThrowIfCancellationRequested();
            context.Error.WriteLine(context.Text("demo.note.input"));
            return null;
        }

        string text = await reading;
        if (text.Length == 0)
        {
            return null;
        }

        // The line end that echo and editors add is not part of the text.
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
    }

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        if (!context.CanAsk)
        {
            return null;
        }

        var question = new TextPrompt<string>(context.Markup("demo.prompt")) { AllowEmpty = true };
        string answer = await question.ShowAsync(context.Progress, cancellation);
        return answer.Length == 0 ? null : answer;
    }
}

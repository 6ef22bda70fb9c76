using System.Text;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Monitor;

/// <summary>What a person is about to do.</summary>
internal enum MonitorMode
{
    /// <summary>Watching.</summary>
    Watch,

    /// <summary>Reading what the keys do.</summary>
    Help,

    /// <summary>Writing a message.</summary>
    Message,

    /// <summary>Writing an alert.</summary>
    Alert,

    /// <summary>Typing the passphrase of the keys that sign.</summary>
    Passphrase,

    /// <summary>Deciding whether an alert goes out.</summary>
    Confirm,
}

/// <summary>The line at the foot of the screen: the keys, or what is being typed.</summary>
/// <code>
///   Watch --m--> Message --Enter--> sent
///   Watch --a--> Alert --Enter--> Passphrase --Enter--> Confirm --y--> sent
///   Watch --?--> Help --any--> Watch;  Esc leads back to Watch from everywhere
/// </code>
internal sealed class MonitorPrompt(CliContext context)
{
    private const int MostLetters = 1_000;

    private readonly StringBuilder _typed = new();

    /// <summary>What the person is doing.</summary>
    internal MonitorMode Mode { get; private set; }

    /// <summary>What was typed.</summary>
    internal string Typed => _typed.ToString();

    /// <summary>What came of the last thing that was done; empty for nothing.</summary>
    internal string Note { get; set; } = string.Empty;

    /// <summary>Begins something.</summary>
    internal void Enter(MonitorMode mode)
    {
        Mode = mode;
        _typed.Clear();
    }

    /// <summary>Takes a key while something is typed. True when the line is complete.</summary>
    internal bool Type(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Escape:
                Enter(MonitorMode.Watch);
                return false;
            case ConsoleKey.Enter:
                return _typed.Length > 0;
            case ConsoleKey.Backspace when _typed.Length > 0:
                // A letter outside of the basic plane is two units.
                _typed.Length -= _typed.Length > 1 && char.IsLowSurrogate(_typed[^1]) ? 2 : 1;
                return false;
            default:
                if (!char.IsControl(key.KeyChar) && _typed.Length < MostLetters)
                {
                    _typed.Append(key.KeyChar);
                }

                return false;
        }
    }

    /// <summary>The line.</summary>
    internal Markup Draw(int width)
    {
        string text = Mode switch
        {
            MonitorMode.Message => context.Text("monitor.ask.message", Tail(Typed, width)),
            MonitorMode.Alert => context.Text("monitor.ask.alert", Tail(Typed, width)),
            MonitorMode.Passphrase => context.Text("monitor.ask.passphrase", new string('*', Math.Min(_typed.Length, 20))),
            MonitorMode.Confirm => Note,
            MonitorMode.Help => context.Text("monitor.help"),
            _ => Note.Length > 0 ? Note : context.Text("monitor.keys"),
        };
        string style = Mode is MonitorMode.Watch or MonitorMode.Help ? "grey" : "bold yellow";
        return new Markup($"[{style}]{text.EscapeMarkup()}[/]") { Overflow = Overflow.Ellipsis };
    }

    // The end of a long line is what the person looks at.
    private static string Tail(string text, int width)
    {
        int room = Math.Max(10, width - 50);
        return text.Length <= room ? text : "…" + text[^room..];
    }

    /// <summary>Runs something that a person may have to correct, and notes what came of it.</summary>
    internal async Task NoteAsync(Func<Task<string>> act)
    {
        try
        {
            Note = await act();
        }
        catch (UserError error)
        {
            Note = error.In(context.Language);
        }
    }
}

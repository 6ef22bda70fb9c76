using LoRaNode.Host.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Monitor;

/// <summary>The monitor on a terminal: draws, reads keys, and leaves the terminal as it was however it ends.</summary>
internal sealed class MonitorTerminal(CliContext context, MonitorState state, MonitorNames names, MonitorSending sending)
{
    // How long a key may have to wait.
    private static readonly TimeSpan Pass = TimeSpan.FromMilliseconds(100);

    // DEC private modes 1049 (alternate screen) and 25 (cursor), as xterm has them.
    private const string Open = "\u001b[?1049h\u001b[?25l\u001b[H";
    private const string Close = "\u001b[?25h\u001b[?1049l";

    private readonly MonitorScreen _screen = new(context, state, names);
    private readonly MonitorPrompt _prompt = new(context);
    private string _alert = string.Empty;
    private bool _isPaused;
    private bool _isOver;

    /// <summary>Shows a node until a person leaves, the time is over, or the command is interrupted.</summary>
    internal async Task RunAsync(MonitorFeed feed, Func<bool> isTimeOver, CancellationToken cancellation)
    {
        context.Output.Write(Open);
        try
        {
            string drawn = string.Empty;
            while (!_isOver && !isTimeOver())
            {
                await feed.LookAsync(Pass, cancellation);
                await ReadKeysAsync(cancellation);
                if (!_isPaused || _prompt.Mode != MonitorMode.Watch || drawn.Length == 0)
                {
                    drawn = Draw(drawn);
                }
            }
        }
        finally
        {
            context.Output.Write(Close);
        }
    }

    /// <summary>Draws the screen from its corner when it differs from what is there.</summary>
    private string Draw(string before)
    {
        int width = context.Console.Profile.Width;
        int height = context.Console.Profile.Height;
        string frame = MonitorFrame.Render(
            context.Console, _screen.Draw(width, height, DateTimeOffset.Now, _isPaused, _prompt.Draw(width)), width, height);
        if (frame != before)
        {
            context.Output.Write("\u001b[H" + frame + "\u001b[J");
        }

        return frame;
    }

    private async Task ReadKeysAsync(CancellationToken cancellation)
    {
        while (!context.IsInputRedirected && Console.KeyAvailable)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (_prompt.Mode)
            {
                case MonitorMode.Watch:
                    Press(key);
                    break;
                case MonitorMode.Help:
                    _prompt.Enter(MonitorMode.Watch);
                    break;
                case MonitorMode.Confirm:
                    await DecideAsync(key, cancellation);
                    break;
                default:
                    if (_prompt.Type(key))
                    {
                        await CompleteAsync(cancellation);
                    }

                    break;
            }
        }
    }

    private void Press(ConsoleKeyInfo key)
    {
        _prompt.Note = string.Empty;

        // Cyrillic layouts have other letters on the same keys: those of й, з, ь and ф on the Russian and Kazakh ones.
        switch (char.ToLowerInvariant(key.KeyChar))
        {
            case 'q' or 'й':
                _isOver = true;
                break;
            case 'p' or 'з' or ' ':
                _isPaused = !_isPaused;
                _prompt.Note = _isPaused ? context.Text("monitor.pause.note") : string.Empty;
                Draw(string.Empty);
                break;
            case 'm' or 'ь':
                _prompt.Enter(MonitorMode.Message);
                break;
            case 'a' or 'ф':
                _prompt.Enter(MonitorMode.Alert);
                break;
            case '?' or 'h':
                _prompt.Enter(MonitorMode.Help);
                break;
        }
    }

    private async Task CompleteAsync(CancellationToken cancellation)
    {
        string typed = _prompt.Typed;
        switch (_prompt.Mode)
        {
            case MonitorMode.Message:
                _prompt.Enter(MonitorMode.Watch);
                await _prompt.NoteAsync(() => sending.MessageAsync(typed, cancellation));
                break;
            case MonitorMode.Alert:
                _alert = typed;
                if (sending.Passphrase is null)
                {
                    _prompt.Enter(MonitorMode.Passphrase);
                }
                else
                {
                    await AskAsync();
                }

                break;
            case MonitorMode.Passphrase:
                sending.Passphrase = typed;
                await AskAsync();
                break;
        }
    }

    private async Task AskAsync()
    {
        _prompt.Enter(MonitorMode.Confirm);
        await _prompt.NoteAsync(() => Task.FromResult(sending.Question(_alert)));

        // Keys that could not be opened leave no passphrase behind.
        if (sending.Passphrase is null)
        {
            _prompt.Enter(MonitorMode.Watch);
        }
    }

    private async Task DecideAsync(ConsoleKeyInfo key, CancellationToken cancellation)
    {
        char letter = char.ToLowerInvariant(key.KeyChar);
        bool isYes = letter == 'y' || letter == context.Text("monitor.yes")[0];
        _prompt.Enter(MonitorMode.Watch);
        if (!isYes)
        {
            _prompt.Note = context.Text("monitor.declined");
            return;
        }

        _prompt.Note = context.Text("monitor.sending");
        Draw(string.Empty);
        await _prompt.NoteAsync(() => sending.AlertAsync(_alert, cancellation));
    }
}

using System.Diagnostics;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli;

/// <summary>
/// A line on standard error that tells how far a long piece of work has come. It appears after a second, only on a terminal, and
/// is wiped when the work ends.
/// </summary>
public sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CliContext _context;

    private readonly string _textKey;

    private readonly long _started = Stopwatch.GetTimestamp();

    private long _shown;

    private int _length;

    /// <summary>Begins a piece of work.</summary>
    /// <param name="context">Surroundings of the command.</param>
    /// <param name="textKey">Key of the text beside the bar.</param>
    public ProgressLine(CliContext context, string textKey)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _textKey = textKey;
    }

    /// <summary>Tells how far the work has come.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="arguments">Values of the placeholders of the text.</param>
    public void Report(double share, params ReadOnlySpan<object?> arguments)
    {
        if (Stopwatch.GetElapsedTime(_started) < Quiet || Stopwatch.GetElapsedTime(_shown) < Pause || !_context.IsErrorTerminal)
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        int full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        string line = $"[{new string('#', full)}{new string('.', BarWidth - full)}] {UserText.Get(_context.Language, _textKey, arguments)}";
        _context.Error.Write('\r' + line.PadRight(_length));
        _length = line.Length;
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        if (_length > 0)
        {
            _context.Error.Write('\r' + new string(' ', _length) + '\r');
        }
    }
}

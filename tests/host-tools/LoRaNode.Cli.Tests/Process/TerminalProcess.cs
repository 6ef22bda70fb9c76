using System.Text;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The tool in a pseudo-terminal of its own, which the system's <c>script</c> command opens, with keys that are typed and a screen that is read.</summary>
internal sealed class TerminalProcess : IDisposable
{
    private const string Script = "/usr/bin/script";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _written = new();
    private readonly Task _reading;

    private TerminalProcess(System.Diagnostics.Process process, int columns, int rows)
    {
        _process = process;
        Columns = columns;
        Rows = rows;
        _reading = Task.Run(ReadAsync);
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Everything that was written so far.</summary>
    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    /// <summary>The screen as it stands.</summary>
    public TerminalScreen Screen => TerminalScreen.After(Written, Columns, Rows);

    public static TerminalProcess Start(int columns, int rows, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Script), "There is no script command on this system, and so no terminal for the test.");
        string words = string.Join(' ', arguments.Select(a => $"'{a}'"));
        var start = new System.Diagnostics.ProcessStartInfo(Script, ["-qfec", $"stty cols {columns} rows {rows}; exec '{Tool.Executable}' {words}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new TerminalProcess(System.Diagnostics.Process.Start(start)!, columns, rows);
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(keys), TestContext.Current.CancellationToken);
        await _process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task ShowsAsync(string text)
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!Screen.Text.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < Limit, $"'{text}' does not come up:\n{Screen.Text}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for the end. Returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        char[] piece = new char[4096];
        while (await _process.StandardOutput.ReadAsync(piece) is > 0 and int count)
        {
            lock (_written)
            {
                _written.Append(piece, 0, count);
            }
        }
    }
}

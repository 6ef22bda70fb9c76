using System.Text;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The tool in a pseudo-terminal of its own, which the system's <c>script</c> command opens, with keys that are typed and a screen that is read.</summary>
internal sealed class TerminalProcess : IDisposable
{
    private const string Script = "/usr/bin/script";

    private readonly RunningProgram _program;
    private readonly StringBuilder _written = new();
    private readonly Task _reading;

    private TerminalProcess(RunningProgram program, int columns, int rows)
    {
        _program = program;
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

        return new TerminalProcess(new RunningProgram(start), columns, rows);
    }

    public async Task TypeAsync(string keys)
    {
        await _program.Input.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(keys), TestContext.Current.CancellationToken);
        await _program.Input.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task ShowsAsync(string text) =>
        Assert.True(await Eventually.IsTrueAsync(() => Screen.Text.Contains(text, StringComparison.Ordinal)), $"'{text}' does not come up:\n{Screen.Text}");

    /// <summary>Waits for the end. Returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        int code = await _program.EndAsync();
        await _reading;
        return code;
    }

    public void Dispose() => _program.Dispose();

    private async Task ReadAsync()
    {
        char[] piece = new char[4096];
        while (await _program.Output.ReadAsync(piece) is > 0 and int count)
        {
            lock (_written)
            {
                _written.Append(piece, 0, count);
            }
        }
    }
}

using System.Diagnostics;
using System.Text;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>How a run of the tool ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>Lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the real executable as a process, as a person or a script does.</summary>
internal sealed class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal)
    {
        ["LC_ALL"] = null,
        ["LC_MESSAGES"] = null,
        ["LANG"] = "en_US.UTF-8",
    };

    public byte[] Input { get; init; } = [];

    /// <summary>A command that runs the tool, with its arguments.</summary>
    public string[] Before { get; init; } = [];

    /// <summary>True when standard input is a pipe that stays open and empty.</summary>
    public bool KeepsInputOpen { get; init; }

    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "loranode.exe" : "loranode");

    public static Task<ToolResult> RunAsync(params string[] arguments) => new Tool().WithAsync(arguments);

    public Tool In(string variable, string? value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Starts the tool and waits for its end.</summary>
    public async Task<ToolResult> WithAsync(params string[] arguments)
    {
        using System.Diagnostics.Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (Input.Length > 0)
        {
            await process.StandardInput.BaseStream.WriteAsync(Input);
        }

        if (!KeepsInputOpen)
        {
            process.StandardInput.Close();
        }

        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"loranode {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        return new ToolResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the tool.</summary>
    public System.Diagnostics.Process Start(params string[] arguments)
    {
        string[] words = [.. Before, Executable, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in _environment)
        {
            start.Environment[name] = value;
        }

        return System.Diagnostics.Process.Start(start)!;
    }
}

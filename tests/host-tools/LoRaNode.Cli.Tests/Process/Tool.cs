using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LoRaNode.Host.Tests.Servers;

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
        using RunningProgram program = Start(arguments);
        Task<string> output = program.Output.ReadToEndAsync();
        Task<string> error = program.Error.ReadToEndAsync();
        if (Input.Length > 0)
        {
            await program.Input.BaseStream.WriteAsync(Input);
        }

        if (!KeepsInputOpen)
        {
            program.Input.Close();
        }

        return new ToolResult(await program.EndAsync(), await output, await error);
    }

    /// <summary>Starts the tool and waits for the value that it prints when it is ready; it runs on.</summary>
    /// <param name="lastLine">The value's last line.</param>
    /// <param name="arguments">What to run.</param>
    public async Task<(RunningProgram Program, JsonElement Value)> AnnouncedAsync(string lastLine, params string[] arguments)
    {
        RunningProgram program = Start(arguments);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Eventually.Limit);
            var text = new StringBuilder();
            string? line;
            do
            {
                line = await program.Output.ReadLineAsync(limit.Token);
                text.AppendLine(line);
            }
            while (line is not null && line != lastLine);

            Assert.True(line is not null, $"{string.Join(' ', arguments)}: {text}{(line is null ? await program.Error.ReadToEndAsync(TestContext.Current.CancellationToken) : string.Empty)}");
            return (program, JsonDocument.Parse(text.ToString()).RootElement);
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Starts the tool.</summary>
    public RunningProgram Start(params string[] arguments)
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

        return new RunningProgram(start);
    }
}

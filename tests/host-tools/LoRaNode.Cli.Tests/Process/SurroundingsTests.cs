using System.Diagnostics;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Help, version, language of the environment, completion.</summary>
public class SurroundingsTests
{
    [Fact]
    public async Task The_version_alone_is_printed()
    {
        ToolResult result = await Tool.RunAsync("--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", result.Output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("LC_ALL", "kk_KZ.UTF-8", "Қолданылуы")]
    [InlineData("LC_MESSAGES", "ru_RU.UTF-8", "Использование")]
    [InlineData("LANG", "ru_RU.KOI8-R", "Использование")]
    [InlineData("LANG", "C.UTF-8", "Usage")]
    [InlineData("LANG", "de_DE.UTF-8", "Usage")]
    [InlineData("LANG", null, "Usage")]
    public async Task The_environment_chooses_the_language(string variable, string? value, string word)
    {
        ToolResult result = await new Tool().In(variable, value).WithAsync("--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(word, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_option_wins_over_the_environment()
    {
        ToolResult result = await new Tool().In("LC_ALL", "ru_RU.UTF-8").WithAsync("demo", "--help", "--lang=kk");

        Assert.Contains("Қолданылуы", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_alone_shows_its_help()
    {
        ToolResult result = await Tool.RunAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("demo", result.Output, StringComparison.Ordinal);
        Assert.Contains("130", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("loranode de", "demo")]
    [InlineData("loranode demo --se", "--seed")]
    [InlineData("loranode completion f", "fish")]
    public async Task Bash_completes_what_is_typed(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash on this system.");
        ToolResult script = await Tool.RunAsync("completion", "bash");
        string words = string.Join(' ', line.Split(' '));
        string test = $$"""
            {{script.Output}}
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=({{words}}); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _loranode
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", test]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using var bash = System.Diagnostics.Process.Start(start)!;

        string output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, output.Trim());
    }

    [Theory]
    [InlineData("zsh", "#compdef loranode")]
    [InlineData("fish", "complete -c loranode")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task Every_shell_has_a_script(string shell, string part)
    {
        ToolResult result = await Tool.RunAsync("completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }
}

using System.Text;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>Whatever is wrong with the input: one line that says what to do, exit code 2, nothing else.</summary>
public class BadInputTests
{
    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("loranode needs one of these commands", "--json")]
    [InlineData("--help", "demo", "--sed", "7")]
    [InlineData("Did you mean --seed", "demo", "--sed", "7")]
    [InlineData("Unknown option '--sed'", "demo", "--sed")]
    [InlineData("Unknown option '-x'", "demo", "-x", "--json")]
    [InlineData("'abc'", "demo", "--seed", "abc")]
    [InlineData("--seed", "demo", "--seed", "99999999999999999999")]
    [InlineData("--seed", "demo", "--seed")]
    [InlineData("--nodes", "demo", "--nodes", "1")]
    [InlineData("200", "demo", "--nodes", "201")]
    [InlineData("--nodes", "demo", "--nodes", "2.5")]
    [InlineData("empty", "demo", "")]
    [InlineData("empty", "demo", "  \n ")]
    [InlineData("quotes", "demo", "several", "words")]
    [InlineData("--out", "demo", "x", "--out", "")]
    [InlineData("en, kk, ru", "demo", "--lang", "xx")]
    [InlineData("demo", "demmo")]
    [InlineData("bash", "completion", "tcsh")]
    [InlineData("SHELL", "completion")]
    [InlineData("U+0007", "demo", "ring \a")]
    [InlineData("U+E000", "demo", "private \uE000 use")]
    [InlineData("U+10FFFF", "demo", "no character \U0010FFFF")]
    [InlineData("U+0378", "demo", "unassigned \u0378")]
    [InlineData("--network", "network", "create", "--network", "", "--name", "x", "--issuer", "y")]
    [InlineData("--port", "node", "identify", "--port", "")]
    [InlineData("FILE", "network", "backup", " ")]
    [InlineData("node detect", "node", "identify", "--port", "/dev/nowhere")]
    [InlineData("node detect", "node", "identify", "--port", "line:")]
    public async Task Bad_input_gives_one_line_and_exit_code_2(string mentions, params string[] arguments)
    {
        ToolResult result = await Tool.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(mentions, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru", "ошибка: ")]
    [InlineData("kk", "қате: ")]
    public async Task Bad_input_is_explained_in_the_language_asked_for(string language, string prefix)
    {
        ToolResult result = await Tool.RunAsync("demo", "--seed", "abc", "--lang", language);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(prefix, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_over_long_text_is_refused_with_its_size()
    {
        ToolResult result = await Tool.RunAsync("demo", string.Concat(Enumerable.Repeat("непредсказуемый 4711 ", 60)));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("too long", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_under_a_file_cannot_be_written()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);

        ToolResult result = await Tool.RunAsync("demo", "text", "--out", Path.Combine(file, "city"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--out", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Bad_input_with_json_leaves_standard_output_empty()
    {
        ToolResult result = await Tool.RunAsync("demo", "--json", "--nodes", "0", "text");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task Standard_input_that_is_not_utf8_is_refused()
    {
        ToolResult result = await new Tool { Input = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2] }.WithAsync("demo");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("UTF-8", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_that_holds_only_a_line_end_is_an_empty_text()
    {
        ToolResult result = await new Tool { Input = Encoding.UTF8.GetBytes("\n") }.WithAsync("demo");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("empty", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_word_do_not_reach_the_terminal()
    {
        ToolResult result = await Tool.RunAsync("--\u001b[31mred");

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Error);
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.CommandLine;

/// <summary>What holds for the help of every command of the tool.</summary>
public class HelpTests
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_command_explains_itself_with_examples(Language language)
    {
        foreach (string[] path in Paths())
        {
            var cli = new CliHarness(language);
            int code = await CommandRun.RunAsync([.. path, "--help"], cli.Context);

            Assert.Equal(ExitCode.Success, code);
            Assert.Empty(cli.Error);
            Assert.DoesNotContain("‹", cli.Output, StringComparison.Ordinal);
            Assert.Contains("loranode " + string.Join(' ', path), cli.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_command_that_does_something_has_an_example()
    {
        string[] without = [.. Commands(Tree()).Where(c => c.Action is not null && c is not RootCommand && CommandExamples.Of(c).Count == 0).Select(c => c.Name)];

        Assert.Empty(without);
    }

    [Fact]
    public void Every_command_argument_and_option_has_a_description()
    {
        foreach (Command command in Commands(Tree()))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.All(command.Options, o => Assert.False(string.IsNullOrWhiteSpace(o.Description), $"{command.Name} {o.Name}"));
            Assert.All(command.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a.Description), $"{command.Name} {a.Name}"));
        }
    }

    [Fact]
    public void Every_example_can_be_parsed()
    {
        RootCommand root = Tree();
        foreach (CommandExample example in Commands(root).SelectMany(CommandExamples.Of))
        {
            // What follows a pipe or a redirection belongs to the shell.
            string line = example.CommandLine.Split('|', '>', '<')[0];
            string[] words = [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line).Skip(1)];

            Assert.StartsWith("loranode ", line, StringComparison.Ordinal);
            Assert.Empty(root.Parse(words).Errors.Select(e => $"{line}: {e.Message}"));
        }
    }

    private static RootCommand Tree() => CommandTree.Create(new CliHarness().Context);

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    private static IEnumerable<string[]> Paths() => Commands(Tree()).Select(c => HelpText.PathOf(c).Split(' ')[1..]);
}

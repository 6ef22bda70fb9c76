using System.Text.RegularExpressions;
using LoRaNode.Cli.Tests.Process;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Guide;

/// <summary>The guide, run as it is written: a reader who types its lines gets what it promises.</summary>
public sealed partial class GuideTests
{
    private const int Boards = 3;

    // No board is plugged into a machine that runs tests, which is what this command then says.
    private static readonly Dictionary<string, int> OtherEndings = new() { ["loranode node detect"] = ExitCode.Failure };

    // Commands that go on until somebody ends them.
    private static readonly string[] Lasting = ["loranode monitor", "loranode serve", "loranode node --virtual"];

    public static TheoryData<string> Languages => ["en", "ru", "kk"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void All_languages_give_the_same_commands(string language)
    {
        Assert.True(GuideText.All["en"].Commands.Count > 30);
        Assert.Equal(GuideText.All["en"].Commands, GuideText.All[language].Commands);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_picture_is_there_in_the_language_of_the_guide(string language)
    {
        IReadOnlyList<string> pictures = GuideText.All[language].Pictures;

        Assert.Equal(GuideText.All["en"].Pictures.Select(p => p.Replace("/en/", $"/{language}/", StringComparison.Ordinal)), pictures);
        Assert.All(pictures, p => Assert.True(File.Exists(Path.Combine(GuideText.Folder, p)), p));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_table_of_exit_codes_has_all_of_them(string language)
    {
        int[] table = [.. Rows().Matches(GuideText.All[language].Text).Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

        Assert.Equal([ExitCode.Success, ExitCode.Failure, ExitCode.Usage, ExitCode.Bug, ExitCode.Interrupted], table);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Links_within_the_guides_lead_somewhere(string language)
    {
        string text = GuideText.All[language].Text;
        string[] anchors = [.. Headings().Matches(text).Select(m => NoAnchor().Replace(m.Groups[1].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

        Assert.All(Links().Matches(text).Select(m => m.Groups[1].Value), link =>
            Assert.True(link.StartsWith('#') ? anchors.Contains(link[1..]) : File.Exists(Path.Combine(GuideText.Folder, link)), link));
    }

    [Fact]
    public async Task Every_command_does_what_the_guide_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Virtual nodes need pseudo-terminals.");
        using var folder = new TemporaryFolder();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(folder.File("boards"), Boards);
        Prepare(folder);
        foreach (string command in GuideText.All["en"].Commands)
        {
            // The reader's cables have other names than ours.
            string typed = Cable().Replace(command, m => tray.Ports[m.Groups[1].Value[0] - '0']);
            bool isLasting = Lasting.Any(l => command.StartsWith(l, StringComparison.Ordinal));
            (int code, string output) = isLasting ? await InterruptedAsync(folder, typed) : await RunAsync(folder, typed);
            int expected = OtherEndings.GetValueOrDefault(command);
            Assert.True(isLasting ? code is ExitCode.Success or ExitCode.Interrupted : code == expected, $"{command}\nended with {code}:\n{output}");
        }

        // What the text beside the commands promises.
        foreach (string file in (ReadOnlySpan<string>)["loranode.bash", "my-city.zip", "labels.png", "logs.csv", "plots/battery.png", "report.html", "map.svg", "rehearsal.html", "demo/report.html"])
        {
            Assert.True(new FileInfo(folder.File(file)).Length > 0, file);
        }
    }

    /// <summary>The program that flashes is not here, nor a board to flash: one in its place takes the words and is content.</summary>
    private static void Prepare(TemporaryFolder folder)
    {
        File.WriteAllText(folder.File("loranode.bin"), "image");
        string tools = Directory.CreateDirectory(folder.File("tools")).FullName;
        string flasher = Path.Combine(tools, "nanoff");
        File.WriteAllText(flasher, "#!/bin/sh\necho \"$@\" > flashed.txt\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(flasher, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static RunningProgram Start(TemporaryFolder folder, string command)
    {
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "exec " + command])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder.File("tools")}:{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["LORANODE_PASSPHRASE"] = "several good words";
        start.Environment["LC_ALL"] = "C.UTF-8";
        var program = new RunningProgram(start);
        program.Input.Close();
        return program;
    }

    private static async Task<(int Code, string Output)> RunAsync(TemporaryFolder folder, string command)
    {
        using RunningProgram program = Start(folder, command);
        Task<string> output = program.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await program.Error.ReadToEndAsync(TestContext.Current.CancellationToken);
        return (await program.EndAsync(), await output + error);
    }

    private static async Task<(int Code, string Output)> InterruptedAsync(TemporaryFolder folder, string command)
    {
        using RunningProgram program = Start(folder, command);
        string first = await program.Output.ReadLineAsync(TestContext.Current.CancellationToken) ?? string.Empty;
        program.Interrupt();
        Task<string> output = program.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await program.Error.ReadToEndAsync(TestContext.Current.CancellationToken);
        int code = await program.EndAsync();
        Assert.True(first.Length > 0, $"{command} said nothing: {error}");
        return (code, first + await output + error);
    }

    [GeneratedRegex(@"/dev/ttyUSB(\d)")]
    private static partial Regex Cable();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("^##* (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} -]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"(?<!!)\[[^\]]+\]\(([^)]+)\)")]
    private static partial Regex Links();
}

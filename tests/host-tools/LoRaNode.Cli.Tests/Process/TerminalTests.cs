using System.Text;
using LoRaNode.Host.Tests.Servers;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The demo on a terminal, which the system's <c>script</c> command stands for.</summary>
public class TerminalTests
{
    private const string Script = "/usr/bin/script";

    [Fact]
    public async Task In_real_time_the_map_lights_up()
    {
        using var folder = new TemporaryFolder();

        string screen = await OnTerminalAsync($"demo 'Stay inside' --nodes 4 --real-time --out {folder.Path}", string.Empty);

        Assert.Contains("nodes: 1 of 4", screen, StringComparison.Ordinal);
        Assert.Contains("nodes: 4 of 4", screen, StringComparison.Ordinal);
        Assert.Contains("\u001b[", screen, StringComparison.Ordinal);
        Assert.Contains(folder.File("report.html"), screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_text_the_person_is_asked()
    {
        using var folder = new TemporaryFolder();

        string screen = await OnTerminalAsync($"demo --nodes 3 --lang ru --out {folder.Path}", "Мосты закрыты\r");

        Assert.Contains("Текст оповещения", screen, StringComparison.Ordinal);
        Assert.Contains("«Мосты закрыты»", screen, StringComparison.Ordinal);
    }

    private static async Task<string> OnTerminalAsync(string arguments, string typed)
    {
        Assert.SkipUnless(File.Exists(Script), "There is no script command on this system, and so no terminal for the test.");
        var start = new System.Diagnostics.ProcessStartInfo(Script, ["-qec", $"'{Tool.Executable}' {arguments}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var program = new RunningProgram(start);
        await program.Input.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(typed), TestContext.Current.CancellationToken);
        await program.Input.FlushAsync(TestContext.Current.CancellationToken);
        string screen = await program.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(await program.EndAsync() == 0, screen);
        return screen;
    }
}

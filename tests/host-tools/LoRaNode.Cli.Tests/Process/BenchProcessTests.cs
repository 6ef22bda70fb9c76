using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>What a technician does at the bench: finding, flashing and labelling boards.</summary>
public sealed class BenchProcessTests
{
    [Fact]
    public async Task Boards_are_found_by_asking_and_those_that_do_not_answer_are_told_apart()
    {
        using Technician technician = await Technician.WithNetworkAsync();
        using VirtualTrayProcess tray = await VirtualTrayProcess.StartAsync(technician.File("boards"), 2);
        await technician.DoneAsync("node", "provision", "--port", tray.Ports[0], "--name", "roof-1");

        ToolResult result = await Tool.RunAsync("node", "detect", "--port", tray.Ports[0], "--port", tray.Ports[1], "--port", technician.File("nothing"), "--json");

        JsonElement[] found = [.. JsonDocument.Parse(result.Output).RootElement.EnumerateArray().TakeLast(3)];
        Assert.Equal([true, true, false], found.Select(f => f.GetProperty("answers").GetBoolean()));
        Assert.Equal([true, false], found.Take(2).Select(f => f.GetProperty("provisioned").GetBoolean()));
        Assert.Contains("nothing", found[2].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flashing_drives_nanoff_with_the_board_s_image_and_the_archive()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for nanoff is a shell script.");
        using var folder = new TemporaryFolder();
        await StandInAsync(folder, "echo \"$@\" > " + folder.File("arguments.txt"));
        await File.WriteAllTextAsync(folder.File("app.bin"), "x", TestContext.Current.CancellationToken);

        ToolResult result = await With(folder).WithAsync(
            "node", "flash", "--board", "lora32-2.0", "--port", "/dev/ttyUSB7", "--archive", folder.Path, "--image", folder.File("app.bin"), "--json");

        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        string arguments = await File.ReadAllTextAsync(folder.File("arguments.txt"), TestContext.Current.CancellationToken);
        Assert.Contains("--update --target ESP32", arguments, StringComparison.Ordinal);
        Assert.Contains($"--serialport /dev/ttyUSB7 --fromarchive --archivepath {folder.Path}", arguments, StringComparison.Ordinal);
        Assert.Contains($"--deploy --image {folder.File("app.bin")}", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flash_that_fails_says_why_and_how_to_recover()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for nanoff is a shell script.");
        using var folder = new TemporaryFolder();
        await StandInAsync(folder, "echo 'E4000: cannot connect'; exit 7");

        ToolResult result = await With(folder).WithAsync("node", "flash", "--board", "lora32-2.0", "--port", "/dev/ttyUSB7");

        Assert.Equal(1, result.ExitCode);
        string line = Assert.Single(result.ErrorLines);
        Assert.Contains("E4000: cannot connect", line, StringComparison.Ordinal);
        Assert.Contains("BOOT", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_nanoff_the_person_learns_how_to_get_it()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = await With(folder).WithAsync("node", "flash", "--board", "lora32-2.0", "--port", "/dev/ttyUSB7");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("dotnet tool install -g nanoff", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels.pdf", "%PDF-")]
    [InlineData("labels.png", "PNG")]
    public async Task Labels_are_written_for_all_nodes(string name, string begin)
    {
        using Technician technician = await Technician.WithNetworkAsync();
        foreach (int i in Enumerable.Range(1, 2))
        {
            await technician.DoneAsync("node", "provision", "--port", "virtual:" + technician.File($"v{i}"), "--name", $"Төбе {i}");
        }

        JsonElement written = await technician.JsonAsync("node", "labels", "--out", technician.File(name));

        Assert.Equal(2, written.GetProperty("labels").GetInt32());
        byte[] bytes = await File.ReadAllBytesAsync(technician.File(name), TestContext.Current.CancellationToken);
        Assert.Contains(begin, System.Text.Encoding.Latin1.GetString(bytes, 0, 8), StringComparison.Ordinal);
        Assert.InRange(bytes.Length, 2_000, 2_000_000);
    }

    [Theory]
    [InlineData("labels.pdf")]
    [InlineData("labels.png")]
    public async Task Labels_that_cannot_be_written_get_one_line_and_leave_nothing_behind(string name)
    {
        using Technician technician = await Technician.WithNetworkAsync();
        await technician.DoneAsync("node", "provision", "--port", "virtual:" + technician.File("v"), "--name", "roof");
        Directory.CreateDirectory(technician.File(name));

        ToolResult result = await technician.RunAsync("node", "labels", "--out", technician.File(name));

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
        Assert.False(File.Exists(technician.File(name) + ".new"));
    }

    private static Tool With(TemporaryFolder folder)
    {
        // The program needs its runtime whatever the path says: from shared/Microsoft.NETCore.App/VERSION up to the root.
        string runtime = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return new Tool().In("PATH", folder.Path + ":/usr/bin:/bin").In("HOME", folder.Path).In("DOTNET_ROOT", runtime);
    }

    private static async Task StandInAsync(TemporaryFolder folder, string script)
    {
        string path = folder.File("nanoff");
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + script + "\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

using System.Text;
using System.Text.Json;

namespace LoRaNode.Cli.Tests.Process;

/// <summary><c>loranode text</c> as a script uses it.</summary>
public class TextProcessTests
{
    [Theory]
    [InlineData("Көпір жабық, айналып өтіңіз")]
    [InlineData("Мост закрыт до 18:00, объезд по Абая")]
    [InlineData("SOS 43.2389, 76.8897 🚨 漢字")]
    public async Task What_encode_prints_decode_turns_back(string text)
    {
        ToolResult encoded = await Tool.RunAsync("text", "encode", text);
        Assert.Equal(0, encoded.ExitCode);
        ToolResult decoded = await Tool.RunAsync("text", "decode", encoded.Output.Trim());

        Assert.Equal(0, decoded.ExitCode);
        Assert.Equal(text, decoded.Output.TrimEnd('\r', '\n'));
    }

    [Fact]
    public async Task Encode_and_decode_read_standard_input()
    {
        ToolResult encoded = await new Tool { Input = Encoding.UTF8.GetBytes("Су жоқ\n") }.WithAsync("text", "encode", "--json");
        using var json = JsonDocument.Parse(encoded.Output);
        string hex = json.RootElement.GetProperty("hex").GetString()!;
        Assert.Equal(hex.Length / 2, json.RootElement.GetProperty("bytes").GetInt32());
        Assert.Equal(6, json.RootElement.GetProperty("characters").GetInt32());

        ToolResult decoded = await new Tool { Input = Encoding.UTF8.GetBytes(hex) }.WithAsync("text", "decode");
        Assert.Equal("Су жоқ", decoded.Output.TrimEnd('\r', '\n'));
    }

    [Theory]
    [InlineData("decode", "zz")]
    [InlineData("decode", "ff00")]
    [InlineData("stats", "no-such-file.txt")]
    public async Task Bad_input_gives_one_line_and_exit_code_2(string command, string argument)
    {
        ToolResult result = await Tool.RunAsync("text", command, argument);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task Stats_adds_up_the_messages_of_all_files()
    {
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "kk.txt");
        string second = Path.Combine(folder.Path, "ru.txt");
        await File.WriteAllTextAsync(first, "Көпір жабық\nСу жоқ\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, "Мост закрыт\n", TestContext.Current.CancellationToken);

        ToolResult result = await Tool.RunAsync("text", "stats", first, second, "--json");

        Assert.Equal(0, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        JsonElement root = json.RootElement;
        Assert.Equal(3, root.GetProperty("messages").GetInt32());
        Assert.Equal(28, root.GetProperty("characters").GetInt32());
        int bytes = root.GetProperty("bytes").GetInt32();
        Assert.InRange(bytes, 3, 20);
        Assert.Equal(Math.Round(8.0 * bytes / 28, 4), root.GetProperty("bitsPerCharacter").GetDouble());
        string[] names = [.. root.GetProperty("codecs").EnumerateArray().Select(codec => codec.GetProperty("name").GetString()!)];
        Assert.Contains(names, name => name.Contains("Brotli", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(names, name => name.Contains("zstd", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(names, name => name.Contains("UTF-8", StringComparison.OrdinalIgnoreCase));
    }
}

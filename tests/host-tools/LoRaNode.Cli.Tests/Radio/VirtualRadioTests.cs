using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Tests.Radio;

public class VirtualRadioTests
{
    [Theory]
    [InlineData("radio virtual")]
    [InlineData("radio virtual --port 1 --socket x.sock")]
    [InlineData("radio virtual --port 65536")]
    [InlineData("radio virtual --port -1")]
    [InlineData("radio virtual --port 0 --chips 0")]
    [InlineData("radio virtual --port 0 --chips 1001")]
    [InlineData("radio virtual --port 0 --loss -1")]
    [InlineData("radio virtual --port 0 --loss NaN")]
    [InlineData("radio virtual --stdio --json")]
    [InlineData("radio virtual --socket /no/such/folder/radio.sock")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string line)
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var context = new CliContext(language, Stream.Null, output, error, isInputRedirected: true, CancellationToken.None);
            Assert.Equal(ExitCode.Usage, await CommandRun.RunAsync(line.Split(' '), context));
            Assert.Empty(output.ToString());
            Assert.Single(error.ToString().TrimEnd().Split('\n'));
            Assert.DoesNotContain("‹", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_json_it_says_where_it_listens_and_a_driver_can_connect()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var output = new AnnouncedText();
        using var error = new StringWriter();
        var context = new CliContext(Language.English, Stream.Null, output, error, isInputRedirected: true, stop.Token);
        var running = CommandRun.RunAsync("radio virtual --port 0 --chips 3 --json".Split(' '), context);

        using JsonDocument json = JsonDocument.Parse(await output.Announced.WaitAsync(stop.Token));
        Assert.Equal(1, json.RootElement.GetProperty("protocol").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("chips").GetInt32());
        Assert.Equal("127.0.0.1", json.RootElement.GetProperty("host").GetString());
        Assert.False(json.RootElement.GetProperty("realTime").GetBoolean());

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, json.RootElement.GetProperty("port").GetInt32()), stop.Token);
        using var reader = new StreamReader(new NetworkStream(socket));
        await socket.SendAsync(Encoding.ASCII.GetBytes("use 2\nspi 42 00\n"), stop.Token);
        Assert.Equal("ok", await reader.ReadLineAsync(stop.Token));
        Assert.Equal("ok 0012", await reader.ReadLineAsync(stop.Token));

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Interrupted, await running);
        using JsonDocument all = JsonDocument.Parse(output.ToString());
        Assert.Equal(json.RootElement.GetRawText(), all.RootElement.GetRawText());
    }

    // Standard output that tells when something complete was flushed to it.
    private sealed class AnnouncedText : StringWriter
    {
        private readonly TaskCompletionSource<string> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Announced => _announced.Task;

        public override void Flush()
        {
            if (ToString().Length > 0)
            {
                _announced.TrySetResult(ToString());
            }
        }
    }
}

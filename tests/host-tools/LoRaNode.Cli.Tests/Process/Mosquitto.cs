using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using LoRaNode.Host.Tests.Servers;
using MQTTnet;
using MQTTnet.Protocol;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>The system's MQTT broker in a folder of its own, and somebody who listens to everything there.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private readonly string _configuration;
    private readonly IMqttClient _listener = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _heard = new();
    private System.Diagnostics.Process? _process;

    private Mosquitto(string configuration, int port)
    {
        _configuration = configuration;
        Port = port;
        _listener.ApplicationMessageReceivedAsync += received =>
        {
            _heard.Enqueue((received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
    }

    public int Port { get; }

    public static async Task<Mosquitto> StartAsync(string folder, string listener = "allow_anonymous true\n")
    {
        Directory.CreateDirectory(folder);
        int port = ServerProcess.FreePort();
        string configuration = Path.Combine(folder, "mosquitto.conf");
        string persistence = Environment.UserName == "root" ? "user root\n" : string.Empty;
        await File.WriteAllTextAsync(configuration, $"listener {port} 127.0.0.1\n{persistence}persistence true\npersistence_location {folder}/\n{listener}");
        var broker = new Mosquitto(configuration, port);
        await broker.StartAsync();
        return broker;
    }

    /// <summary>Starts the broker, for the first time or again.</summary>
    public async Task StartAsync()
    {
        _process = ServerProcess.Start(ServerProcess.Find("mosquitto", "mosquitto", "/usr/sbin", "/usr/local/sbin", "/usr/bin"), null, "-c", _configuration);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await ServerProcess.WaitForPortAsync(Port, _process);
    }

    /// <summary>Ends the broker as a shutdown does: it writes down what it holds.</summary>
    public async Task StopAsync()
    {
        using System.Diagnostics.Process kill = ServerProcess.Start("/bin/kill", null, $"{_process!.Id}");
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Begins to hear what is published.</summary>
    public async Task ListenAsync(string? user = null, string? password = null)
    {
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port);
        options = user is null ? options : options.WithCredentials(user, password);
        await _listener.ConnectAsync(options.Build(), TestContext.Current.CancellationToken);
        await _listener.SubscribeAsync("#", MqttQualityOfServiceLevel.AtLeastOnce, TestContext.Current.CancellationToken);
    }

    /// <summary>Publishes bytes.</summary>
    public async Task PublishAsync(string topic, byte[] payload) => await _listener.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(),
        TestContext.Current.CancellationToken);

    /// <summary>What was heard on topics with this end.</summary>
    public JsonElement[] Heard(string end) => [.. _heard.Where(h => h.Topic.EndsWith(end, StringComparison.Ordinal)).Select(h => JsonDocument.Parse(h.Payload).RootElement)];

    /// <summary>The topic beside the status of the first gateway heard.</summary>
    public string Beside(string end) => _heard.First(h => h.Topic.EndsWith("/status", StringComparison.Ordinal)).Topic.Replace("/status", end, StringComparison.Ordinal);

    /// <summary>Everything heard, as text.</summary>
    public string AllText => string.Join('\n', _heard.Select(h => h.Topic + " " + Encoding.UTF8.GetString(h.Payload)));

    /// <summary>Waits until something is true of what was heard.</summary>
    public static async Task<bool> ComesTrueAsync(Func<bool> isTrue)
    {
        for (int i = 0; i < 240; i++)
        {
            if (isTrue())
            {
                return true;
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}

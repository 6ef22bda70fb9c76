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
    private readonly string _settings;
    private readonly IMqttClient _listener = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<(string Topic, byte[] Payload)> _heard = new();
    private RunningProgram? _broker;

    private Mosquitto(string configuration, string settings)
    {
        _configuration = configuration;
        _settings = settings;
        _listener.ApplicationMessageReceivedAsync += received =>
        {
            _heard.Enqueue((received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray()));
            return Task.CompletedTask;
        };
    }

    public int Port { get; private set; }

    /// <summary>The port of the second listener; 0 without one.</summary>
    public int SecondPort { get; private set; }

    /// <summary>Starts a broker on a port of its own.</summary>
    /// <param name="folder">Where it keeps what it holds.</param>
    /// <param name="settings">Who may enter.</param>
    /// <param name="second">Settings of a second listener on a port of its own; null for none.</param>
    public static async Task<Mosquitto> StartAsync(string folder, string settings = "allow_anonymous true\n", string? second = null)
    {
        Directory.CreateDirectory(folder);
        string user = Environment.UserName == "root" ? "user root\n" : string.Empty;
        var broker = new Mosquitto(Path.Combine(folder, "mosquitto.conf"), $"{user}persistence true\npersistence_location {folder}/\n{settings}");
        (broker._broker, broker.Port) = await ServerProcess.ListenAsync(port =>
        {
            broker.SecondPort = second is null ? 0 : ServerProcess.FreePort();
            string secure = second is null ? string.Empty : $"listener {broker.SecondPort} 127.0.0.1\n{second}";
            File.WriteAllText(broker._configuration, $"listener {port} 127.0.0.1\n{broker._settings}{secure}");
            return broker.Run();
        });
        return broker;
    }

    /// <summary>Starts the broker again.</summary>
    public async Task StartAgainAsync()
    {
        _broker = Run();
        Assert.True(await ServerProcess.TakesConnectionsAsync(_broker, Port), "The broker ended at once.");
    }

    /// <summary>Ends the broker as a shutdown does: it writes down what it holds.</summary>
    public async Task StopAsync()
    {
        _broker!.Terminate();
        await _broker.EndAsync();
        _broker.Dispose();
        _broker = null;
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

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _broker?.Dispose();
        return ValueTask.CompletedTask;
    }

    private RunningProgram Run()
    {
        RunningProgram broker = ServerProcess.Start(ServerProcess.Find("mosquitto", "mosquitto", "/usr/sbin", "/usr/local/sbin", "/usr/bin"), null, "-c", _configuration);
        broker.Silence();
        return broker;
    }
}

using System.Buffers;
using System.Threading.Channels;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Texts;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace LoRaNode.Host.Gateway;

/// <summary>
/// The way to the broker: connects again when it was lost, keeps what others send until the gateway takes it, and leaves a last will. What others send
/// is acknowledged only when it was dealt with, and the session outlives the connection: an alert that was given to the broker while the gateway
/// was away arrives when it is back.
/// </summary>
internal sealed class BrokerLink : IAsyncDisposable
{
    // A broker that holds more for this gateway than it can send waits with the rest.
    private const int MaxWaiting = 32;
    private const uint SessionSeconds = 7 * 24 * 3600;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetainedWait = TimeSpan.FromSeconds(2);

    private readonly IMqttClient _client;
    private readonly MqttClientOptions _options;
    private readonly GatewayTopics _topics;
    private readonly BrokerAddress _broker;
    private readonly Channel<MqttApplicationMessageReceivedEventArgs> _waiting = Channel.CreateBounded<MqttApplicationMessageReceivedEventArgs>(MaxWaiting);
    private TaskCompletionSource<byte[]> _retained = new();

    internal BrokerLink(BrokerAddress broker, GatewayTopics topics, byte[] will)
    {
        _broker = broker;
        _topics = topics;
        _client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(broker.Host, broker.Port)
            .WithClientId("loranode-" + topics.Board)
            .WithCleanStart(false)
            .WithSessionExpiryInterval(SessionSeconds)
            .WithReceiveMaximum(MaxWaiting)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(TimeSpan.FromSeconds(10))
            .WithWillTopic(topics.Status)
            .WithWillPayload(will)
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (broker.User is not null)
        {
            options = options.WithCredentials(broker.User, broker.Password);
        }

        if (broker.IsEncrypted)
        {
            options = options.WithTlsOptions(tls =>
            {
                tls.UseTls();
                if (broker.Authority is { } authority)
                {
                    tls.WithTrustChain(authority);
                }
            });
        }

        _options = options.Build();
        _client.ApplicationMessageReceivedAsync += ReceiveAsync;
    }

    /// <summary>True while the broker is there.</summary>
    internal bool IsConnected => _client.IsConnected;

    /// <summary>Connects and subscribes. Returns the retained status of an earlier run, or null; false when the broker is not there now.</summary>
    /// <exception cref="UserError">The broker refuses the user, or its certificate is not trusted.</exception>
    internal async Task<(bool IsConnected, byte[]? Status)> TryConnectAsync(CancellationToken cancellation)
    {
        _retained = new TaskCompletionSource<byte[]>();
        try
        {
            MqttClientConnectResult result = await _client.ConnectAsync(_options, cancellation).ConfigureAwait(false);
            ThrowIfRefused(result.ResultCode);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
            {
                return (false, null);
            }

            await _client.SubscribeAsync(
                new MqttClientSubscribeOptionsBuilder()
                    .WithTopicFilter(f => f.WithTopic(_topics.Send).WithAtLeastOnceQoS())
                    .WithTopicFilter(f => f.WithTopic(_topics.Status).WithAtLeastOnceQoS())
                    .Build(),
                cancellation).ConfigureAwait(false);
        }
        catch (MqttCommunicationException e) when (e.InnerException is System.Security.Authentication.AuthenticationException untrusted)
        {
            throw new UserError("gateway.error.certificate", _broker, Cause.Of(untrusted));
        }
        catch (MqttCommunicationException)
        {
            return (false, null);
        }

        Task first = await Task.WhenAny(_retained.Task, Task.Delay(RetainedWait, cancellation)).ConfigureAwait(false);
        return (true, first == _retained.Task ? await _retained.Task.ConfigureAwait(false) : null);
    }

    /// <summary>Publishes. False when the broker did not take it.</summary>
    internal async Task<bool> TryPublishAsync(string topic, byte[] payload, bool isRetained, CancellationToken cancellation)
    {
        try
        {
            MqttClientPublishResult result = await _client.PublishAsync(
                new MqttApplicationMessageBuilder()
                    .WithTopic(topic)
                    .WithPayload(payload)
                    .WithContentType("application/json")
                    .WithRetainFlag(isRetained)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                    .Build(),
                cancellation).ConfigureAwait(false);
            return result.IsSuccess;
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or InvalidOperationException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>The next alert that somebody wants sent; null when there is none now.</summary>
    internal MqttApplicationMessageReceivedEventArgs? Take() => _waiting.Reader.TryRead(out MqttApplicationMessageReceivedEventArgs? next) ? next : null;

    /// <summary>Tells the broker that what was taken was dealt with.</summary>
    internal static async Task AcknowledgeAsync(MqttApplicationMessageReceivedEventArgs taken, CancellationToken cancellation)
    {
        try
        {
            await taken.AcknowledgeAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException or InvalidOperationException)
        {
            // The connection is gone: it comes again, and the node knows it by then.
        }
    }

    /// <summary>The bytes that somebody sent; empty when they are more than an alert has.</summary>
    internal static byte[] BytesOf(MqttApplicationMessageReceivedEventArgs taken) =>
        taken.ApplicationMessage.Payload.Length <= AlertPayload.MaxSize ? taken.ApplicationMessage.Payload.ToArray() : [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync(new MqttClientDisconnectOptions { SessionExpiryInterval = SessionSeconds }).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttClientNotConnectedException)
        {
            // It is gone already.
        }

        _client.Dispose();
    }

    private void ThrowIfRefused(MqttClientConnectResultCode code)
    {
        if (code is MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized)
        {
            throw new UserError("gateway.error.login", _broker, _broker.User ?? "–");
        }
    }

    private async Task ReceiveAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        if (received.ApplicationMessage.Topic == _topics.Status)
        {
            _retained.TrySetResult(received.ApplicationMessage.Payload.ToArray());
            return;
        }

        received.AutoAcknowledge = false;
        await _waiting.Writer.WriteAsync(received).ConfigureAwait(false);
    }
}

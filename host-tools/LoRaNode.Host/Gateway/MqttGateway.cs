using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using LoRaNode.Node.Log;
using MQTTnet;

namespace LoRaNode.Host.Gateway;

/// <summary>
/// Joins a node to an MQTT broker while a part of the city still has a network: publishes the node's log and the alerts that it shows, and sends signed
/// alerts that others publish. The node checks every signature itself, so neither broker nor gateway is trusted with anything. Members'
/// messages never leave the radio. Where it had come in the log is in the retained status, so a restart neither loses nor repeats a record.
/// </summary>
public sealed class MqttGateway : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly GatewayOptions _options;
    private readonly Action<string> _tell;
    private readonly TimeProvider _time;
    private readonly TextCoding _coding = new();
    private readonly HashSet<string> _shown = [];
    private GatewayTopics? _topics;
    private BrokerLink? _broker;
    private MqttApplicationMessageReceivedEventArgs? _taken;
    private NodeIdentification? _node;
    private uint? _nextLog;
    private uint _lookedAt;
    private bool _hasLooked;
    private TimeSpan _pause = FirstPause;
    private long _statusAt;

    /// <summary>Prepares a gateway.</summary>
    /// <param name="options">Broker, topics, keys.</param>
    /// <param name="tell">Told the key of a text when something changes that a person should know.</param>
    /// <param name="time">The clock.</param>
    public MqttGateway(GatewayOptions options, Action<string> tell, TimeProvider time)
    {
        _options = options;
        _tell = tell;
        _time = time;
    }

    /// <summary>What was done so far.</summary>
    public GatewayCounts Counts { get; } = new();

    /// <summary>Works with a node until it is gone or this is cancelled. May be called again with the node when it is back.</summary>
    /// <exception cref="LinkException">The node cannot be talked to any more.</exception>
    /// <exception cref="UserError">The broker refuses the user, or its certificate is not trusted.</exception>
    public async Task RunAsync(NodeClient node, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        _node = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
        var topics = new GatewayTopics(_options.TopicBase, Convert.ToHexStringLower(_node.BoardId));
        if (topics != _topics)
        {
            await CloseAsync().ConfigureAwait(false);
            _topics = topics;
            _nextLog = null;
            _hasLooked = false;
            _broker = new BrokerLink(_options.Broker, topics, GatewayJson.Status(false, null, 0));
        }

        while (!cancellation.IsCancellationRequested)
        {
            if (!_broker!.IsConnected && !await ConnectAsync(cancellation).ConfigureAwait(false))
            {
                continue;
            }

            _node = await node.IdentifyAsync(cancellation).ConfigureAwait(false);
            if (!_hasLooked || _node.NextLogIndex != _lookedAt)
            {
                _hasLooked = await PublishLogAsync(node, cancellation).ConfigureAwait(false) && await PublishAlertsAsync(node, cancellation).ConfigureAwait(false);
                _lookedAt = _node.NextLogIndex;
            }

            await SendWaitingAsync(node, cancellation).ConfigureAwait(false);
            if (_time.GetElapsedTime(_statusAt) > StatusPeriod)
            {
                await PublishStatusAsync(true, cancellation).ConfigureAwait(false);
            }

            await Task.Delay(LookAgain, _time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>True once the broker was reached.</summary>
    public bool WasConnected { get; private set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task CloseAsync()
    {
        if (_broker is { } broker)
        {
            if (broker.IsConnected)
            {
                await PublishStatusAsync(false, CancellationToken.None).ConfigureAwait(false);
            }

            await broker.DisposeAsync().ConfigureAwait(false);
            _broker = null;
        }
    }

    private async Task<bool> ConnectAsync(CancellationToken cancellation)
    {
        (bool isConnected, byte[]? status) = await _broker!.TryConnectAsync(cancellation).ConfigureAwait(false);
        if (!isConnected)
        {
            if (_pause == FirstPause)
            {
                _tell("gateway.broker.away");
            }

            await Task.Delay(_pause, _time, cancellation).ConfigureAwait(false);
            _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
            return false;
        }

        _pause = FirstPause;
        WasConnected = true;
        _nextLog ??= GatewayJson.NextLog(status);
        _tell("gateway.broker.there");
        await PublishStatusAsync(true, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task PublishStatusAsync(bool isOnline, CancellationToken cancellation)
    {
        _statusAt = _time.GetTimestamp();
        await _broker!.TryPublishAsync(_topics!.Status, GatewayJson.Status(isOnline, _node, _nextLog ?? 0), isRetained: true, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> PublishLogAsync(NodeClient node, CancellationToken cancellation)
    {
        // A node that was erased counts from 0 again.
        if (_nextLog > _node!.NextLogIndex)
        {
            _nextLog = 0;
        }

        LogOpener? opener = _options.Community is { } community && community.Nodes.FirstOrDefault(n => n.Address == _node.Address) is { } entry
            ? new LogOpener(community.LogKey(entry))
            : null;
        uint before = _nextLog ?? 0;
        bool isComplete = true;
        await foreach (IReadOnlyList<LogEntry> piece in node.LogPiecesAsync(before, cancellation).ConfigureAwait(false))
        {
            foreach (LogEntry record in piece)
            {
                LogRecord? opened = _options.Community is null ? null : record.Open(opener);
                byte[] json = opened is null ? GatewayJson.Sealed(record.Number, record.Bytes) : GatewayJson.Opened(record.Number, opened);
                isComplete = isComplete && await _broker!.TryPublishAsync(_topics!.Log, json, isRetained: false, cancellation).ConfigureAwait(false);
                if (isComplete)
                {
                    _nextLog = record.Number + 1;
                    Counts.Logs++;
                }
            }
        }

        if (_nextLog != before)
        {
            await PublishStatusAsync(true, cancellation).ConfigureAwait(false);
        }

        return isComplete;
    }

    private async Task<bool> PublishAlertsAsync(NodeClient node, CancellationToken cancellation)
    {
        foreach ((TextEntry entry, byte[] payload) in (await node.TextsAsync(cancellation).ConfigureAwait(false)).Reverse())
        {
            var fields = new AlertPayload();
            if (entry.Type != FrameType.Alert || !fields.TryRead(payload, payload.Length) || _shown.Contains(GatewayJson.IdOf(payload)))
            {
                continue;
            }

            string? text = _coding.Decode(payload[fields.TextOffset..(fields.TextOffset + fields.TextLength)]);
            if (!await _broker!.TryPublishAsync(_topics!.Alerts, GatewayJson.Alert(entry, payload, fields, text), isRetained: false, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            _shown.Add(GatewayJson.IdOf(payload));
            Counts.Alerts++;
        }

        return true;
    }

    private async Task SendWaitingAsync(NodeClient node, CancellationToken cancellation)
    {
        // What was taken when the node went away comes first.
        for (_taken ??= _broker!.Take(); _taken is not null; _taken = _broker!.Take())
        {
            byte[] payload = BrokerLink.BytesOf(_taken);
            (uint? counter, string? reason) = await SendAsync(node, payload, cancellation).ConfigureAwait(false);
            Counts.Sent += counter is null ? 0 : 1;
            Counts.Refused += counter is null ? 1 : 0;
            await _broker!.TryPublishAsync(_topics!.Sent, GatewayJson.Outcome(payload, counter, reason), isRetained: false, cancellation).ConfigureAwait(false);
            await BrokerLink.AcknowledgeAsync(_taken, cancellation).ConfigureAwait(false);
            _taken = null;
        }
    }

    private async Task<(uint? Counter, string? Reason)> SendAsync(NodeClient node, byte[] payload, CancellationToken cancellation)
    {
        if (!new AlertPayload().TryRead(payload, payload.Length))
        {
            return (null, NameOf(TrustReason.Malformed));
        }

        try
        {
            (uint? counter, TrustReason reason) = await AlertSender.SendAsync(node, payload, _time, cancellation).ConfigureAwait(false);
            return (counter, counter is null ? NameOf(reason) : null);
        }
        catch (UserError)
        {
            // The node has no keys, or is too busy to decide: whoever sent it is told, and sends it again.
            return (null, NameOf(TrustReason.Busy));
        }
    }

    private static string NameOf(TrustReason reason) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}

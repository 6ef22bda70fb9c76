using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Gateway;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Gateway;

/// <summary><c>loranode gateway run</c>: joins the node at a port to an MQTT broker until Ctrl-C.</summary>
internal sealed class RunCommand
{
    private const string PasswordVariable = "LORANODE_MQTT_PASSWORD";
    private const string DefaultTopic = "loranode";
    private const int MaxPasswordBytes = 4096;

    // A pulled cable is put back within minutes; nothing is lost by asking rarely.
    private static readonly TimeSpan NodePause = TimeSpan.FromSeconds(3);

    private readonly CliContext _context;
    private readonly NetworkFolder _network;
    private readonly PassphraseInput _passphrase;
    private readonly NodePort _port;
    private readonly Option<string> _broker;
    private readonly Option<string?> _user;
    private readonly Option<string?> _passwordFile;
    private readonly Option<string?> _authority;
    private readonly Option<string> _topic;
    private readonly Option<bool> _openLog;
    private readonly Option<int?> _seconds;

    private RunCommand(CliContext context)
    {
        _context = context;
        _network = new NetworkFolder(context);
        _passphrase = new PassphraseInput(context);
        _port = new NodePort(context, network: _network, passphrase: _passphrase);
        _broker = new("--broker") { Description = context.Text("gateway.option.broker"), HelpName = "URL", Required = true };
        _user = new("--user") { Description = context.Text("gateway.option.user"), HelpName = "NAME" };
        _passwordFile = new("--password-file") { Description = context.Text("gateway.option.password", PasswordVariable), HelpName = "FILE" };
        _authority = new("--ca") { Description = context.Text("gateway.option.ca"), HelpName = "FILE" };
        _topic = new("--topic") { Description = context.Text("gateway.option.topic"), HelpName = "BASE", DefaultValueFactory = _ => DefaultTopic };
        _openLog = new("--open-log") { Description = context.Text("gateway.option.openlog") };
        _seconds = new("--for") { Description = context.Text("gateway.option.for"), HelpName = "SECONDS" };
    }

    internal static Command Create(CliContext context)
    {
        var run = new RunCommand(context);
        var command = new Command("run", context.Text("gateway.run.description"))
        {
            run._broker, run._user, run._passwordFile, run._authority, run._topic, run._openLog, run._seconds,
        };
        run._port.AddTo(command);
        command.SetAction(run.RunAsync);
        return command.WithExamples(
            new CommandExample("loranode gateway run --port /dev/ttyUSB0 --broker mqtt://192.168.1.5", context.Text("gateway.run.example")),
            new CommandExample("loranode gateway run --port /dev/ttyUSB0 --broker mqtts://broker.example.org --user city --password-file mqtt.txt", context.Text("gateway.run.example.tls")));
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        BrokerAddress broker = BrokerAddress.Parse(parse.GetRequiredValue(_broker), parse.GetValue(_user), Password(parse), parse.GetValue(_authority));
        string topic = parse.GetValue(_topic)!;
        if (topic.Length == 0 || topic.AsSpan().IndexOfAny("#+\0") >= 0)
        {
            throw new UserError("gateway.error.topic", topic);
        }

        using Community? community = parse.GetValue(_openLog) ? _context.OpenCommunity(_network.Of(parse), _passphrase.Get(parse)) : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (parse.GetValue(_seconds) is { } most)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(Math.Max(0, most)));
        }

        var gateway = new MqttGateway(new GatewayOptions(broker, topic, community), key => _context.Error.WriteLine(_context.Text(key, broker)), TimeProvider.System);
        await using (gateway)
        {
            await WorkAsync(parse, gateway, limit.Token);
        }

        Report(gateway.Counts);
        return gateway.WasConnected ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Works with the node, and goes on when it is back after its cable was pulled.</summary>
    private async Task WorkAsync(ParseResult parse, MqttGateway gateway, CancellationToken cancellation)
    {
        bool wasThere = false;
        while (true)
        {
            try
            {
                await _port.UseAsync(parse, async client =>
                {
                    await client.IdentifyAsync(cancellation);
                    wasThere = true;
                    await gateway.RunAsync(client, cancellation);
                    return true;
                });
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Ctrl-C, or the time that was asked for, is how a gateway ends.
                return;
            }
            catch (UserError e) when (wasThere && e.TextKey.StartsWith("node.error.", StringComparison.Ordinal))
            {
                _context.Error.WriteLine(_context.Text("gateway.node.away"));
            }

            try
            {
                await Task.Delay(NodePause, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private string? Password(ParseResult parse)
    {
        if (parse.GetValue(_passwordFile) is not { } path)
        {
            return Environment.GetEnvironmentVariable(PasswordVariable);
        }

        return File.Exists(path) && new FileInfo(path).Length <= MaxPasswordBytes && File.ReadLines(path).FirstOrDefault() is { Length: > 0 } line
            ? line
            : throw new UserError("cli.error.passphrase.file", path);
    }

    private void Report(GatewayCounts counts)
    {
        if (!_context.IsJson)
        {
            _context.Console.WriteLine(_context.Text("gateway.done", counts.Logs, counts.Alerts, counts.Sent, counts.Refused));
            return;
        }

        _context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("logs", counts.Logs);
            json.WriteNumber("alerts", counts.Alerts);
            json.WriteNumber("sent", counts.Sent);
            json.WriteNumber("refused", counts.Refused);
            json.WriteEndObject();
        });
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary><c>loranode alert send, update, cancel</c>: signs an alert and hands it to a node.</summary>
/// <remarks>
/// An alert is noted in the database before the node gets it. When the cable is pulled in between, <c>alert resend</c> hands over the same
/// bytes: an alert is never signed twice.
/// </remarks>
internal sealed class SendCommand
{
    private readonly CliContext _context;
    private readonly AlertKind _kind;
    private readonly NetworkFolder _folder;
    private readonly PassphraseInput _passphrase;
    private readonly NodePort _port;
    private readonly IssuerChoice _issuer;
    private readonly AlertOptions _options;
    private readonly Coverage _coverage;
    private readonly Argument<int> _sequence;
    private readonly Argument<string?> _text;
    private readonly Option<bool> _yes;
    private readonly Option<bool> _dryRun;

    private SendCommand(CliContext context, AlertKind kind)
    {
        _context = context;
        _kind = kind;
        _folder = new NetworkFolder(context);
        _passphrase = new PassphraseInput(context);
        _port = new NodePort(context, isRequired: false, network: _folder, passphrase: _passphrase);
        _issuer = new IssuerChoice(context);
        _options = new AlertOptions(context);
        _coverage = new Coverage(context);
        _sequence = new("number") { Description = context.Text("alert.argument.number"), HelpName = "NUMBER" };
        _text = new("text")
        {
            Description = context.Text(kind == AlertKind.Cancel ? "alert.argument.reason" : "alert.argument.text"),
            HelpName = "TEXT",
            Arity = kind == AlertKind.Cancel ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
        };
        _yes = new("--yes") { Description = context.Text("alert.option.yes") };
        _dryRun = new("--dry-run") { Description = context.Text("alert.option.dryrun") };
    }

    internal static Command Create(CliContext context, AlertKind kind) => kind switch
    {
        AlertKind.Update => new SendCommand(context, kind).Build("update", "alert.update.description").WithExamples(new CommandExample(
            "loranode alert update 7 \"The bridge is open again for ambulances\" --network my-city --port /dev/ttyUSB0", context.Text("alert.update.example"))),
        AlertKind.Cancel => new SendCommand(context, kind).Build("cancel", "alert.cancel.description").WithExamples(new CommandExample(
            "loranode alert cancel 7 --network my-city --port /dev/ttyUSB0", context.Text("alert.cancel.example"))),
        _ => new SendCommand(context, kind).Build("send", "alert.send.description").WithExamples(
            new CommandExample(
                "loranode alert send \"Water rises on Tole Bi street, go up\" --network my-city --port /dev/ttyUSB0 --event flood --urgency immediate --severity severe --certainty observed --hours 6 --zone 3",
                context.Text("alert.send.example")),
            new CommandExample("loranode alert send \"The bridge is closed\" --network my-city --port /dev/ttyUSB0 --watch", context.Text("alert.send.example.watch")),
            new CommandExample("loranode alert send \"Мосты закрыты\" --network my-city --event road-closed --dry-run", context.Text("alert.send.example.dryrun"))),
    };

    private Command Build(string name, string descriptionKey)
    {
        var command = new Command(name, _context.Text(descriptionKey));
        if (_kind != AlertKind.Alert)
        {
            command.Add(_sequence);
        }

        command.Add(_text);
        foreach (Option option in (IEnumerable<Option>)[_folder.Option, _port.Option, _issuer.Option, .. _options.All, _coverage.Wait, _coverage.Watch, _yes, _dryRun, _passphrase.Option])
        {
            command.Add(option);
        }

        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        using Community community = _context.OpenCommunity(_folder.Of(parse), _passphrase.Get(parse));
        using CommunityStore store = _context.OpenStore(community.Folder);
        IssuerEntry speaker = _issuer.Of(parse, community);
        AlertPayload? earlier = _kind == AlertKind.Alert ? null : Earlier(store, speaker, parse.GetRequiredValue(_sequence));
        var composed = ComposedAlert.Of(_options.Request(parse, community, _kind), parse.GetValue(_text), speaker.Slot, earlier, store.Radio);
        composed.ThrowIfTooLong();
        AlertPayload fields = composed.Fields;
        var preview = new AlertPreview(composed.Preview);
        if (!_context.IsJson)
        {
            AlertPreview.PrintFields(_context, _context.Console, fields, speaker.Name, community.Zones.GetValueOrDefault(fields.Zone));
            preview.Print(_context, _context.Console);
        }

        if (parse.GetValue(_dryRun))
        {
            ShowDryRun(preview, speaker);
            return ExitCode.Success;
        }

        if (_context.CanAsk && !parse.GetValue(_yes) && !await _context.Progress.ConfirmAsync(_context.Markup("alert.ask"), false, cancellation))
        {
            throw new UserError("alert.error.declined");
        }

        // The port is opened first: without a node no number is used up.
        return await _port.UseAsync(parse, async client =>
        {
            NodeIdentification before = await client.IdentifyAsync(cancellation);
            if (!before.IsProvisioned)
            {
                throw new UserError("alert.error.blank");
            }

            StoredAlert alert = composed.Sign(community, store, DateTimeOffset.UtcNow);
            return await new AlertDelivery(_context, community, store, _coverage).HandOverAsync(parse, client, before, alert, preview, cancellation);
        });
    }

    private static AlertPayload Earlier(CommunityStore store, IssuerEntry speaker, int sequence) =>
        store.FindAlert(speaker.Slot, sequence)?.Fields ?? throw new UserError("alert.error.number", sequence, speaker.Name);

    private void ShowDryRun(AlertPreview preview, IssuerEntry speaker)
    {
        if (_context.IsJson)
        {
            _context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteBoolean("dryRun", true);
                json.WriteNumber("issuer", speaker.Slot);
                preview.Write(json);
                json.WriteEndObject();
            });
        }
        else
        {
            _context.Console.MarkupLine(_context.Markup("alert.dryrun"));
        }
    }
}

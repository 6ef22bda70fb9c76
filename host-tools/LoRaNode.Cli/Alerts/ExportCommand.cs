using System.CommandLine;
using System.Globalization;
using System.Xml.Linq;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Link;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Link;
using Spectre.Console;

namespace LoRaNode.Cli.Alerts;

/// <summary>
/// <c>loranode alert export</c>: alerts as CAP 1.2 documents, for systems outside the network: those signed here, or those that an attached
/// node shows. Each document is checked against the schema before it is written.
/// </summary>
internal sealed class ExportCommand
{
    private readonly CliContext _context;
    private readonly NetworkFolder _folder;
    private readonly PassphraseInput _passphrase;
    private readonly NodePort _port;
    private readonly Option<string?> _issuer;
    private readonly Option<string> _cap;
    private readonly Argument<int?> _number;

    private ExportCommand(CliContext context)
    {
        _context = context;
        _folder = new NetworkFolder(context);
        _passphrase = new PassphraseInput(context);
        _port = new NodePort(context, isRequired: false, network: _folder, passphrase: _passphrase);
        _issuer = new("--issuer") { Description = context.Text("alert.option.issuer"), HelpName = "SLOT|NAME" };
        _cap = new("--cap") { Description = context.Text("alert.option.cap"), HelpName = "FILE|DIR", Required = true };
        _number = new("number") { Description = context.Text("alert.export.number"), HelpName = "NUMBER", Arity = ArgumentArity.ZeroOrOne };
    }

    internal static Command Create(CliContext context)
    {
        var export = new ExportCommand(context);
        var command = new Command("export", context.Text("alert.export.description"))
        {
            export._number, export._cap, export._folder.Option, export._port.Option, export._issuer, export._passphrase.Option,
        };
        command.SetAction(export.RunAsync);
        return command.WithExamples(
            new CommandExample("loranode alert export 7 --cap bridge.xml --network my-city", context.Text("alert.export.example")),
            new CommandExample("loranode alert export --cap alerts --network my-city --port /dev/ttyUSB0", context.Text("alert.export.example.port")));
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        using Community community = _context.OpenCommunity(_folder.Of(parse), _passphrase.Get(parse));
        using CommunityStore store = _context.OpenStore(community.Folder);
        IReadOnlyList<StoredAlert> signed = store.Alerts();
        int refused = 0;
        List<(AlertPayload Fields, string Text)> found = [.. signed.Select(a => (a.Fields, a.Text))];
        if (parse.GetValue(_port.Option) is not null)
        {
            (found, refused) = await _port.UseAsync(parse, client => ReadAsync(client, community, cancellation));
        }

        var documents = new CapDocuments(community, [.. signed.Select(a => a.Fields), .. found.Select(f => f.Fields)]);
        var chosen = found.Where(f => IsWanted(parse, community, f.Fields)).ToList();
        int? number = parse.GetValue(_number);
        if (chosen.Count == 0)
        {
            throw number is { } missing ? new UserError("alert.error.noalert", missing) : new UserError("alert.error.noalerts");
        }

        string path = parse.GetRequiredValue(_cap);
        IReadOnlyList<(AlertPayload Fields, string File)> written = number is null
            ? [.. chosen.Select(c => (c.Fields, Write(documents.Of(c.Fields, c.Text), Path.Combine(Folder(path), FileName(c.Fields)))))]
            : [(chosen[0].Fields, Write(documents.Of(chosen[0].Fields, chosen[0].Text), path))];
        Report(written, refused);
        return ExitCode.Success;
    }

    /// <summary>The alerts that a node shows and whose signatures are those of the community's issuers; and how many others it shows.</summary>
    private static async Task<(List<(AlertPayload Fields, string Text)> Found, int Refused)> ReadAsync(NodeClient client, Community community, CancellationToken cancellation)
    {
        var coding = new TextCoding();
        var found = new List<(AlertPayload Fields, string Text)>();
        int refused = 0;
        foreach ((TextEntry entry, byte[] payload) in await client.TextsAsync(cancellation))
        {
            if (entry.Type != FrameType.Alert)
            {
                continue;
            }

            if (AlertCheck.Read(community, payload) is { } fields && coding.Decode(payload[fields.TextOffset..(fields.TextOffset + fields.TextLength)]) is { } text)
            {
                found.Add((fields, text));
            }
            else
            {
                refused++;
            }
        }

        return (found, refused);
    }

    private bool IsWanted(ParseResult parse, Community community, AlertPayload fields)
    {
        string? issuer = parse.GetValue(_issuer);
        return (parse.GetValue(_number) is not { } number || fields.Sequence == number)
            && (issuer is null
                || fields.Issuer.ToString(CultureInfo.InvariantCulture) == issuer
                || community.Issuers.Any(i => i.Slot == fields.Issuer && i.Name.Equals(issuer, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Folder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("keys.error.write", path, Cause.Of(e));
        }
    }

    private static string FileName(AlertPayload fields) => string.Create(CultureInfo.InvariantCulture, $"alert-{fields.Issuer}-{fields.SentMinutes}-{fields.Sequence}.xml");

    private static string Write(XDocument document, string path)
    {
        IReadOnlyList<string> problems = CapSchema.Validate(document);
        if (problems.Count > 0)
        {
            throw new InvalidOperationException("A CAP document breaks its schema: " + problems[0]);
        }

        try
        {
            document.Save(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserError("keys.error.write", path, Cause.Of(e));
        }
    }

    private void Report(IReadOnlyList<(AlertPayload Fields, string File)> written, int refused)
    {
        if (!_context.IsJson)
        {
            foreach ((_, string file) in written)
            {
                _context.Console.MarkupLine(_context.Markup("alert.export.done", file));
            }

            if (refused > 0)
            {
                _context.Progress.MarkupLine(_context.Markup("alert.export.refused", refused));
            }

            return;
        }

        _context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("files");
            foreach ((AlertPayload fields, string file) in written)
            {
                json.WriteStartObject();
                json.WriteNumber("issuer", fields.Issuer);
                json.WriteNumber("number", fields.Sequence);
                json.WriteString("file", file);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("refused", refused);
            json.WriteEndObject();
        });
    }
}

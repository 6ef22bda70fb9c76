using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary><c>loranode keys issuer certify, renew, revoke</c>.</summary>
internal static class IssuerCommands
{
    private const int DefaultDays = 365;

    internal static Command Create(CommunityCommand frame) => new("issuer", frame.Text("keys.issuer.description"))
    {
        Certify(frame),
        Revoke(frame),
    };

    private static Command Certify(CommunityCommand frame)
    {
        var name = new Option<string>("--name") { Description = frame.Text("keys.issuer.name"), HelpName = "NAME", Required = true };
        var scope = new Option<string>("--scope") { Description = frame.Text("keys.issuer.scope", ScopeText.Words), HelpName = "WORDS", DefaultValueFactory = _ => "all" };
        var days = new Option<int>("--days") { Description = frame.Text("keys.issuer.days"), HelpName = "N", DefaultValueFactory = _ => DefaultDays };
        var key = new Option<string?>("--public-key") { Description = frame.Text("keys.issuer.key"), HelpName = "HEX" };
        var slot = new Option<int?>("--slot") { Description = frame.Text("keys.issuer.slot"), HelpName = "SLOT" };
        var output = new StatementOutput(frame);
        return frame.New("certify", "keys.certify.description", [name, scope, days, key, slot, output.Option], (parse, community) =>
        {
            int rights = ScopeText.Parse(parse.GetValue(scope)!);
            string title = parse.GetRequiredValue(name);
            DateTimeOffset now = DateTimeOffset.UtcNow;
            byte? place = parse.GetValue(slot) is { } number ? Slot(number) : null;
            IssuerEntry entry = (parse.GetValue(key), place) switch
            {
                ({ } hex, _) => community.Certify(place, title, PublicKey(hex), rights, parse.GetValue(days), now),
                (null, { } old) => community.Certify(old, title, CertifiedKey(community, old), rights, parse.GetValue(days), now),
                _ => community.CertifyIssuer(title, rights, parse.GetValue(days), now),
            };
            output.Save(parse, [entry.Certificate]);
            return new KeysResult(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("slot", entry.Slot);
                    json.WriteString("name", entry.Name);
                    json.WriteString("keyFile", community.IssuerPath(entry.Slot));
                    StatementOutput.Write(json, [entry.Certificate]);
                    json.WriteEndObject();
                },
                console =>
                {
                    console.MarkupLine(frame.Context.Markup("keys.certify.done", entry.Name, entry.Slot));
                    output.Print(console, [entry.Certificate]);
                });
        }).WithExamples(
            new CommandExample("loranode keys issuer certify --network my-city --name Medics --scope health,rescue --days 180", frame.Text("keys.certify.example")));
    }

    private static Command Revoke(CommunityCommand frame)
    {
        var slot = new Argument<int>("slot") { Description = frame.Text("keys.revoke.slot"), HelpName = "SLOT" };
        var output = new StatementOutput(frame);
        return frame.New("revoke", "keys.revoke.description", [slot, output.Option], (parse, community) =>
        {
            byte place = Slot(parse.GetRequiredValue(slot));
            byte[] statement = community.RevokeIssuer(place);
            output.Save(parse, [statement]);
            return new KeysResult(
                json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("slot", place);
                    StatementOutput.Write(json, [statement]);
                    json.WriteEndObject();
                },
                console =>
                {
                    console.MarkupLine(frame.Context.Markup("keys.revoke.done", place));
                    output.Print(console, [statement]);
                });
        }).WithExamples(new CommandExample("loranode keys issuer revoke 3 --network my-city", frame.Text("keys.revoke.example")));
    }

    private static byte Slot(int slot) => slot is >= 1 and <= 255 ? (byte)slot : throw new UserError("keys.error.noissuer", slot);

    private static byte[] CertifiedKey(Community community, byte slot)
    {
        IssuerEntry entry = community.Issuers.FirstOrDefault(i => i.Slot == slot) ?? throw new UserError("keys.error.noissuer", slot);
        return entry.Certificate.AsSpan(Core.Trust.CertificatePayload.KeyOffset, 32).ToArray();
    }

    private static byte[] PublicKey(string hex)
    {
        try
        {
            byte[] key = Convert.FromHexString(hex);
            return key.Length == 32 && PublicKeyCheck.IsUsable(key) ? key : throw new UserError("keys.error.publickey");
        }
        catch (FormatException)
        {
            throw new UserError("keys.error.publickey");
        }
    }
}

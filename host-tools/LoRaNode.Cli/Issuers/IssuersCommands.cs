using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Keys;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Issuers;

/// <summary><c>loranode issuer</c>: who may issue alerts; each change goes to the nodes through an attached one.</summary>
public static class IssuersCommands
{
    private const int DefaultDays = 365;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Command("issuer", context.Text("issuer.description")) { Add(context), Revoke(context), List(context) };
    }

    private static Command Add(CliContext context)
    {
        var name = new Argument<string>("name") { Description = context.Text("keys.issuer.name"), HelpName = "NAME" };
        var scope = new Option<string>("--scope") { Description = context.Text("keys.issuer.scope", ScopeText.Words), HelpName = "WORDS", DefaultValueFactory = _ => "all" };
        var days = new Option<int>("--days") { Description = context.Text("keys.issuer.days"), HelpName = "N", DefaultValueFactory = _ => DefaultDays };
        var change = new TrustChange(context);
        return change.New("add", "issuer.add.description", [name, scope, days], (parse, community) =>
        {
            IssuerEntry entry = community.CertifyIssuer(
                parse.GetRequiredValue(name), ScopeText.Parse(parse.GetValue(scope)!), parse.GetValue(days), DateTimeOffset.UtcNow);
            return new TrustChangeResult(
                [entry.Certificate],
                context.Text("issuer.add.done", entry.Name, entry.Slot, community.IssuerPath(entry.Slot)),
                json =>
                {
                    json.WriteNumber("slot", entry.Slot);
                    json.WriteString("name", entry.Name);
                    json.WriteString("keyFile", community.IssuerPath(entry.Slot));
                });
        }).WithExamples(
            new CommandExample("loranode issuer add Medics --scope health,rescue --days 180 --network my-city --port /dev/ttyUSB0", context.Text("issuer.add.example")));
    }

    private static Command Revoke(CliContext context)
    {
        var issuer = new Argument<string>("issuer") { Description = context.Text("issuer.argument"), HelpName = "SLOT|NAME" };
        var change = new TrustChange(context);
        return change.New("revoke", "issuer.revoke.description", [issuer], (parse, community) =>
        {
            IssuerEntry entry = Find(community, parse.GetRequiredValue(issuer));
            byte[] statement = entry.Revocation ?? community.RevokeIssuer(entry.Slot);
            return new TrustChangeResult(
                [statement],
                context.Text("issuer.revoke.done", entry.Name, entry.Slot),
                json =>
                {
                    json.WriteNumber("slot", entry.Slot);
                    json.WriteString("name", entry.Name);
                });
        }).WithExamples(new CommandExample("loranode issuer revoke Medics --network my-city --port /dev/ttyUSB0", context.Text("issuer.revoke.example")));
    }

    private static Command List(CliContext context)
    {
        var folder = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var command = new Command("list", context.Text("issuer.list.description")) { folder.Option, passphrase.Option };
        command.SetAction(parse =>
        {
            using Community community = context.OpenCommunity(folder.Of(parse), passphrase.Get(parse));
            if (context.IsJson)
            {
                WriteList(context, community);
            }
            else
            {
                context.Console.Write(IssuerRows.Table(context, community));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode issuer list --network my-city", context.Text("issuer.list.example")));
    }

    private static IssuerEntry Find(Community community, string word) =>
        community.Issuers.FirstOrDefault(i => i.Slot.ToString(CultureInfo.InvariantCulture) == word)
        ?? community.Issuers.FirstOrDefault(i => i.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserError("keys.error.noissuer", word);

    private static void WriteList(CliContext context, Community community) => context.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (IssuerEntry issuer in community.Issuers)
        {
            json.WriteStartObject();
            json.WriteNumber("slot", issuer.Slot);
            json.WriteString("name", issuer.Name);
            IssuerRows.WriteValidity(json, community, issuer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

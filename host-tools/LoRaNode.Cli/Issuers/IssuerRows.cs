using System.Globalization;
using System.Text.Json;
using LoRaNode.Cli.Keys;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using Spectre.Console;

namespace LoRaNode.Cli.Issuers;

/// <summary>Issuers as commands list them.</summary>
internal static class IssuerRows
{
    /// <summary>A table of all issuers of a community.</summary>
    internal static Table Table(CliContext context, Community community)
    {
        var table = new Table().AddColumns(
            context.Markup("network.column.slot"),
            context.Markup("network.column.issuer"),
            context.Markup("keys.column.scope"),
            context.Markup("keys.column.until"),
            context.Markup("network.column.state"));
        foreach (IssuerEntry issuer in community.Issuers)
        {
            CertificatePayload certificate = issuer.ReadCertificate();
            table.AddRow(
                issuer.Slot.ToString(CultureInfo.InvariantCulture),
                issuer.Name.EscapeMarkup(),
                ScopeText.Format(certificate.Scope).EscapeMarkup(),
                NetworkClock.OfMinutes(certificate.ValidUntilMinutes).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                context.Markup(issuer.Revocation is null ? "network.value.valid" : "network.value.revoked"));
        }

        return table;
    }

    /// <summary>Properties of one issuer: what it may, until when, and whether it still may.</summary>
    internal static void WriteValidity(Utf8JsonWriter json, Community community, IssuerEntry issuer)
    {
        CertificatePayload certificate = issuer.ReadCertificate();
        json.WriteString("scope", ScopeText.Format(certificate.Scope));
        json.WriteString("validFrom", NetworkClock.OfMinutes(certificate.ValidFromMinutes));
        json.WriteString("validUntil", NetworkClock.OfMinutes(certificate.ValidUntilMinutes));
        json.WriteBoolean("revoked", issuer.Revocation is not null);
        json.WriteBoolean("hasKey", File.Exists(community.IssuerPath(issuer.Slot)));
    }
}

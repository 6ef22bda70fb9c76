using System.Globalization;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;

namespace LoRaNode.Web.Pages;

/// <summary>Who may issue alerts: a new issuer, and one whose certificate is withdrawn.</summary>
internal static class IssuerPages
{
    private const int DefaultDays = 365;

    private static readonly TrustForm Adding = new("/network/issuer", "serve.trust.add", "serve.trust.add.intro", "serve.trust.add.start", AddFields);

    private static readonly TrustForm Revoking = new("/network/revoke", "serve.trust.revoke", "serve.trust.revoke.intro", "serve.trust.revoke.start", RevokeFields)
    {
        ConfirmKey = "serve.trust.revoke.confirm",
    };

    internal static Task ShowAddAsync(PageContext page) => Adding.ShowAsync(page);

    internal static Task AddAsync(PageContext page)
    {
        string name = page.Field("name")?.Trim() ?? string.Empty;
        return Adding.StartAsync(page, () => new Phrase("serve.trust.add.work", name), () =>
        {
            page.Required("name", "serve.fact.name");
            int scope = ScopeOf(page);
            int days = page.Number("days", "serve.trust.days", 1, CertificatePayload.MaxDays);
            return community =>
            {
                IssuerEntry entry = community.CertifyIssuer(name, scope, days, DateTimeOffset.UtcNow);
                return new TrustStatements([entry.Certificate], new Phrase("issuer.add.done", entry.Name, entry.Slot, community.IssuerPath(entry.Slot)));
            };
        });
    }

    internal static Task ShowRevokeAsync(PageContext page) => Revoking.ShowAsync(page);

    internal static Task RevokeAsync(PageContext page) => Revoking.StartAsync(page, () => new Phrase("serve.trust.revoke"), () =>
    {
        byte slot = (byte)page.Number("issuer", "serve.trust.issuer", 1, byte.MaxValue);
        return community =>
        {
            IssuerEntry entry = community.Issuers.FirstOrDefault(i => i.Slot == slot) ?? throw new UserError("keys.error.noissuer", slot);
            return new TrustStatements([entry.Revocation ?? community.RevokeIssuer(slot)], new Phrase("issuer.revoke.done", entry.Name, entry.Slot));
        };
    });

    private static Markup AddFields(PageContext page)
    {
        Words words = page.Words;
        return Markup.Of($"""
            {Controls.Line("name", words["serve.fact.name"], page.Sent("name"), words["serve.trust.name.hint"], Markup.Of($"required maxlength=\"{CertificatePayload.MaxName}\""))}
            <fieldset><legend>{words["serve.trust.scope"]}</legend><p class="hint">{words["serve.trust.scope.hint"]}</p>
              {CapNames.Categories.Select((c, i) => Controls.Tick(TickOf(i), words["serve.scope." + c.ToLowerInvariant()], page.Sent(TickOf(i)) is not null))}
            </fieldset>
            {Controls.Tick("exercises", words["serve.trust.exercises"], page.Sent("exercises") is not null)}
            {Controls.Tick("time", words["serve.trust.time"], page.Sent("time") is not null)}
            {Controls.Line("days", words["serve.trust.days"], page.Sent("days") ?? DefaultDays.ToString(CultureInfo.InvariantCulture), null, Markup.Of($"inputmode=\"numeric\" required"))}
            """);
    }

    private static Markup RevokeFields(PageContext page)
    {
        IEnumerable<(string, string)> issuers = page.Desk.Face!.Issuers
            .Where(i => !i.IsRevoked)
            .Select(i => (i.Slot.ToString(CultureInfo.InvariantCulture), i.Name));
        return Controls.Select("issuer", page.Words["serve.trust.issuer"], issuers, page.Sent("issuer"));
    }

    private static string TickOf(int category) => string.Create(CultureInfo.InvariantCulture, $"scope-{category}");

    /// <summary>What was ticked; nothing ticked is everything.</summary>
    private static int ScopeOf(PageContext page)
    {
        int scope = Enumerable.Range(0, CapNames.Categories.Count).Where(i => page.Field(TickOf(i)) is not null).Sum(i => 1 << i);
        return (scope == 0 ? IssuerScope.AllCategories : scope)
            | (page.Field("exercises") is null ? 0 : IssuerScope.ExercisesOnly)
            | (page.Field("time") is null ? 0 : IssuerScope.Time);
    }
}

using System.Globalization;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Work;

namespace LoRaNode.Web.Pages;

/// <summary>A new network key for every node but those that were lost, and everything that the root has said once more.</summary>
internal static class EpochPages
{
    private const string WithoutName = "without";
    private const int DefaultGraceMinutes = 15;
    private const int MaxGraceMinutes = 255;

    private static readonly TrustForm Turning = new("/network/epoch", "serve.trust.epoch", "serve.trust.epoch.intro", "serve.trust.epoch.start", TurnFields)
    {
        ConfirmKey = "serve.trust.epoch.confirm",
    };

    private static readonly TrustForm Publishing = new("/network/publish", "serve.trust.publish", "serve.trust.publish.intro", "serve.trust.publish.start", _ => Markup.Empty);

    internal static Task ShowTurnAsync(PageContext page) => Turning.ShowAsync(page);

    internal static Task TurnAsync(PageContext page) => Turning.StartAsync(page, () => new Phrase("serve.trust.epoch"), () =>
    {
        int grace = page.Number("grace", "serve.trust.grace", 1, MaxGraceMinutes);
        ushort[] without = [.. Ticked(page).Select(a => ushort.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out ushort address) ? address : throw new UserError("keys.error.nonode", a)).Distinct()];
        return community =>
        {
            EpochTurn turn = community.TurnEpoch(without, null, TimeSpan.FromMinutes(grace));
            return new TrustStatements(turn.Statements, new Phrase("keys.epoch.done", turn.Epoch, without.Length, community.Nodes.Count(n => !n.IsExcluded)));
        };
    });

    internal static Task ShowPublishAsync(PageContext page) => Publishing.ShowAsync(page);

    internal static Task PublishAsync(PageContext page) => Publishing.StartAsync(
        page,
        () => new Phrase("serve.trust.publish"),
        () => community => new TrustStatements(community.Statements(), new Phrase("serve.trust.publish.all", community.Issuers.Count, community.Epoch)));

    private static Markup TurnFields(PageContext page)
    {
        Words words = page.Words;
        string?[] ticked = page.Http.Request.HasFormContentType ? Ticked(page) : [];
        IEnumerable<Markup> nodes = page.Desk.Face!.Nodes.Where(n => !n.IsExcluded).OrderBy(n => n.Name, StringComparer.Ordinal).Select(n =>
        {
            string address = n.Address.ToString(CultureInfo.InvariantCulture);
            return Controls.Tick($"{WithoutName}-{address}", n.Name, ticked.Contains(address), WithoutName, address);
        });
        return Markup.Of($"""
            <fieldset><legend>{words["serve.trust.without"]}</legend><p class="hint">{words["serve.trust.without.hint"]}</p>{nodes}</fieldset>
            {Controls.Line("grace", words["serve.trust.grace"], page.Sent("grace") ?? DefaultGraceMinutes.ToString(CultureInfo.InvariantCulture), words["serve.trust.grace.hint"], Markup.Of($"inputmode=\"numeric\" required"))}
            """);
    }

    private static string?[] Ticked(PageContext page) => [.. page.Http.Request.Form[WithoutName]];
}

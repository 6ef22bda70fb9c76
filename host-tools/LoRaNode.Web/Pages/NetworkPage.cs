using System.Globalization;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Radio.Regions;
using LoRaNode.Web.Html;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>The network as it was founded: region, issuers, epoch. What changes it needs the root's key and has pages of its own.</summary>
internal static class NetworkPage
{
    internal static Task ShowAsync(PageContext page) => ShowAsync(page, null);

    internal static async Task OpenAsync(PageContext page)
    {
        try
        {
            string passphrase = page.Required("passphrase", "serve.field.passphrase");

            // A third of a second of work, on purpose: not on the thread that answers others.
            await Task.Run(() => page.Desk.OpenCommunity(passphrase).Dispose(), page.Cancellation);
            page.GoTo("/network");
        }
        catch (UserError e)
        {
            await ShowAsync(page, e);
        }
    }

    private static Task ShowAsync(PageContext page, UserError? problem)
    {
        Words words = page.Words;
        using CommunityStore store = page.Desk.OpenStore();
        Markup body = Markup.Of($"""
            {(page.Desk.Face is { } face ? Community(words, face) : Locked(page))}
            {Radio(words, store.Radio)}
            """);
        return page.ShowAsync(
            new PageView(words["serve.menu.network"], MenuPlace.Network, body) { Problem = problem?.In(words.Language) },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Markup Locked(PageContext page) => Markup.Of($"""
        <form method="post" action="/network" class="card">{page.FormToken}
          <p>{page.Words["serve.network.closed"]}</p>
          {Controls.Passphrase(page.Words)}
          <p class="actions"><button class="primary">{page.Words["serve.network.open"]}</button></p>
        </form>
        """);

    private static Markup Community(Words words, CommunityFace face) => Markup.Of($"""
        <section class="card" aria-labelledby="community"><h2 id="community">{face.Name}</h2>
          {Controls.Facts(
          [
              (words["serve.network.identifier"], face.Identifier),
              (words["serve.fact.epoch"], face.Epoch.ToString(CultureInfo.InvariantCulture)),
              (words["serve.network.nodes"], face.Nodes.Count(n => !n.IsExcluded).ToString(CultureInfo.InvariantCulture)),
              (words["serve.network.excluded"], face.Nodes.Count(n => n.IsExcluded).ToString(CultureInfo.InvariantCulture)),
              (words["serve.network.root"], words[face.HasRoot ? "serve.network.root.here" : "serve.network.root.away"]),
          ])}
        </section>
        <section aria-labelledby="issuers"><h2 id="issuers">{words["serve.network.issuers"]}</h2>
          {Controls.Table(
              words["serve.network.issuers"],
              [words["serve.fact.name"], words["serve.fact.slot"], words["serve.fact.state"], words["serve.fact.until"], words["serve.fact.key"]],
              face.Issuers.Select(i => Issuer(words, i)))}
        </section>
        {(face.HasRoot ? Changes(words) : Markup.Empty)}
        {(face.Zones.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section class="card" aria-labelledby="zones"><h2 id="zones">{words["serve.network.zones"]}</h2>{Controls.Facts(face.Zones.Select(z => (z.Key.ToString(CultureInfo.InvariantCulture), (string?)z.Value)))}</section>
        """))}
        """);

    /// <summary>What can be changed while the root's key is here.</summary>
    private static Markup Changes(Words words)
    {
        (string Path, string Key)[] changes =
        [
            ("/network/issuer", "serve.trust.add"),
            ("/network/revoke", "serve.trust.revoke"),
            ("/network/epoch", "serve.trust.epoch"),
            ("/network/publish", "serve.trust.publish"),
        ];
        return Markup.Of($"""
            <section class="card" aria-labelledby="changes"><h2 id="changes">{words["serve.trust.changes"]}</h2>
              <p class="actions">{changes.Select(c => Markup.Of($"""<a class="button" href="{c.Path}">{words[c.Key]}</a> """))}</p>
            </section>
            """);
    }

    private static Markup Issuer(Words words, IssuerFace issuer)
    {
        (Tone tone, string key) = issuer switch
        {
            { IsRevoked: true } => (Tone.Bad, "serve.issuer.revoked"),
            { ValidUntil: var until } when until < DateTimeOffset.UtcNow => (Tone.Bad, "serve.issuer.expired"),
            _ => (Tone.Good, "serve.issuer.valid"),
        };
        return Markup.Of($"""
            <tr><th scope="row">{issuer.Name}</th>
            {Controls.Cell(words["serve.fact.slot"], issuer.Slot.ToString(CultureInfo.InvariantCulture))}
            {Controls.Cell(words["serve.fact.state"], Controls.Badge(tone, words[key]))}
            {Controls.Cell(words["serve.fact.until"], Durations.Moment(issuer.ValidUntil))}
            {Controls.Cell(words["serve.fact.key"], words[issuer.HasKey ? "serve.issuer.here" : "serve.issuer.away"])}</tr>
            """);
    }

    private static Markup Radio(Words words, NetworkRadio radio)
    {
        RadioBand band = radio.Band;
        return Markup.Of($"""
            <section class="card" aria-labelledby="radio"><h2 id="radio">{words["serve.radio"]}</h2>
              {Controls.Facts(
              [
                  (words["serve.radio.region"], band.Code),
                  (words["serve.radio.preset"], radio.Preset.Name),
                  (words["serve.radio.channel"], words["serve.value.mhz", (radio.Settings.FrequencyHz / 1e6).ToString("0.000", CultureInfo.InvariantCulture)]),
                  (words["serve.radio.bandwidth"], words["serve.value.khz", radio.Settings.BandwidthHz / 1000]),
                  (words["serve.radio.spreading"], ((int)radio.Settings.SpreadingFactor).ToString(CultureInfo.InvariantCulture)),
                  (words["serve.radio.power"], words["serve.value.dbm", radio.Settings.PowerDbm]),
                  (words["serve.radio.duty"], words["serve.value.percent", (band.DutyCycleBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture)]),
              ])}
              <p class="note">{words[band.IsConfirmed ? "network.source" : "network.source.guess", RegionSource.Of(band.Id)]}</p>
            </section>
            """);
    }
}

using System.Globalization;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>The fields of a site record.</summary>
internal static class SiteForm
{
    private const double MaxHeightM = 1000;
    private const int MaxTextLength = 200;

    internal static Markup Fields(PageContext page, SiteRecord? site)
    {
        Words words = page.Words;
        string? Sent(string name, object? stored) =>
            page.Http.Request.HasFormContentType ? page.Http.Request.Form[name].ToString() : Convert.ToString(stored, CultureInfo.InvariantCulture);
        return Markup.Of($"""
            {Controls.Line("place", words["serve.site.place"], Sent("place", site?.Place), words["serve.site.place.hint"], Markup.Of($"maxlength=\"{MaxTextLength}\""))}
            <div class="pair">
            {Controls.Line("latitude", words["serve.site.latitude"], Sent("latitude", site?.Latitude), null, Markup.Of($"inputmode=\"decimal\""))}
            {Controls.Line("longitude", words["serve.site.longitude"], Sent("longitude", site?.Longitude), null, Markup.Of($"inputmode=\"decimal\""))}
            {Controls.Line("height", words["serve.site.height"], Sent("height", site?.HeightM), null, Markup.Of($"inputmode=\"decimal\""))}
            {Controls.Line("antenna", words["serve.site.antenna"], Sent("antenna", site?.Antenna), null, Markup.Of($"maxlength=\"{MaxTextLength}\""))}
            </div>
            """);
    }

    /// <summary>Reads the fields without noting them, so that what is wrong is said before anything happens.</summary>
    /// <exception cref="UserError">A number cannot be understood or is out of range.</exception>
    internal static SiteRecord Read(PageContext page, ushort address) => new(
        address,
        Text(page, "place"),
        Number(page, "latitude", "serve.site.latitude", -90, 90),
        Number(page, "longitude", "serve.site.longitude", -180, 180),
        Number(page, "height", "serve.site.height", 0, MaxHeightM),
        Text(page, "antenna"),
        null);

    /// <summary>Notes the fields that were filled in; the others stay as they were.</summary>
    /// <exception cref="UserError">A number cannot be understood or is out of range.</exception>
    internal static void Note(PageContext page, CommunityStore store, ushort address)
    {
        SiteRecord site = Read(page, address);
        if (!IsEmpty(site))
        {
            store.Note(site, DateTimeOffset.UtcNow);
        }
    }

    /// <summary>True when nothing was filled in.</summary>
    internal static bool IsEmpty(SiteRecord site) => site == new SiteRecord(site.Address, null, null, null, null, null, null);

    private static string? Text(PageContext page, string name) => page.Field(name) is { } text ? text.Trim()[..Math.Min(text.Trim().Length, MaxTextLength)] : null;

    private static double? Number(PageContext page, string name, string labelKey, double least, double most)
    {
        if (page.Field(name)?.Trim() is not { Length: > 0 } word)
        {
            return null;
        }

        // People here write a comma.
        return double.TryParse(word.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw new UserError("node.site.error", page.Words[labelKey], least, most, word);
    }
}

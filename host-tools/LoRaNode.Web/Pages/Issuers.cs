using System.Globalization;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>The issuers that can speak from here. Their names are known once the keys were open; before that, the files say how many there are.</summary>
internal static class Issuers
{
    private const string FilePattern = "issuer-*.key";

    /// <summary>Value and text of each, for a choice.</summary>
    internal static IReadOnlyList<(string Value, string Text)> Choices(PageContext page) =>
        [.. Slots(page).Select(s => (s.ToString(CultureInfo.InvariantCulture), NameOf(page, s)))];

    /// <summary>What an issuer is called.</summary>
    internal static string NameOf(PageContext page, byte slot) =>
        page.Desk.Face?.Issuers.FirstOrDefault(i => i.Slot == slot)?.Name ?? page.Words["serve.issuer.number", slot];

    private static IEnumerable<byte> Slots(PageContext page)
    {
        if (page.Desk.Face is { } face)
        {
            return face.Issuers.Where(i => i is { HasKey: true, IsRevoked: false }).Select(i => i.Slot).Order();
        }

        return Directory.EnumerateFiles(page.Desk.Options.Folder, FilePattern)
            .Select(f => Path.GetFileNameWithoutExtension(f)["issuer-".Length..])
            .Select(n => byte.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out byte slot) ? slot : (byte)0)
            .Where(s => s > 0)
            .Order();
    }
}

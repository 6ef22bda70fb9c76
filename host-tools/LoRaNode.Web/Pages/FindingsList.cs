using LoRaNode.Host.Fleet;
using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>What is wrong and what to do about it, the most urgent first.</summary>
internal static class FindingsList
{
    /// <summary>The findings as a list; nothing when there are none.</summary>
    internal static Markup Compose(Words words, FleetState fleet, IEnumerable<Finding> findings)
    {
        Finding[] shown = [.. findings];
        var texts = new FleetTexts(words.Language);
        return shown.Length == 0
            ? Markup.Empty
            : Markup.Of($"""<ul class="card findings">{shown.Select(f => Item(texts, fleet, f))}</ul>""");
    }

    private static Markup Item(FleetTexts texts, FleetState fleet, Finding finding)
    {
        Tone tone = finding.Severity switch { Severity.Critical => Tone.Bad, Severity.Warning => Tone.Careful, _ => Tone.Plain };
        return Markup.Of($"""
            <li><p>{Controls.Badge(tone, texts.Severity(finding.Severity))} <strong>{texts.What(finding, fleet.Nodes)}</strong></p><p class="note">{texts.Advice(finding)}</p></li>
            """);
    }
}

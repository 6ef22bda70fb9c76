using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Fleet;

/// <summary>What reports on a fleet say, in one language.</summary>
/// <param name="Language">The language.</param>
public sealed record FleetTexts(Language Language) : PictureTexts(Language)
{
    // Longer lists of names say no more than their length.
    private const int NamesShown = 6;

    /// <summary>How a node is.</summary>
    public string Health(NodeHealth health) => this[$"fleet.health.{health}"];

    /// <summary>How bad something is.</summary>
    public string Severity(Severity severity) => this[$"fleet.severity.{severity}"];

    /// <summary>What was found, in a sentence that begins with the node's name.</summary>
    public string What(Finding finding, IReadOnlyList<FleetNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(nodes);
        return Text($"fleet.finding.{finding.Kind}.what", nodes[finding.Node].Name, Figure(finding.Value), Figure(finding.SecondValue), Names(finding.Others ?? [], nodes));
    }

    /// <summary>What to do about it.</summary>
    public string Advice(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return this[$"fleet.finding.{finding.Kind}.advice"];
    }

    /// <summary>Names of nodes, the first few of many.</summary>
    public string Names(IReadOnlyList<int> places, IReadOnlyList<FleetNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(nodes);
        string names = string.Join(", ", places.Take(NamesShown).Select(p => nodes[p].Name));
        return places.Count <= NamesShown ? names : Text("fleet.names.more", names, places.Count - NamesShown);
    }

    /// <summary>A date and time of the place.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Figure(double value) => Number(value, value == Math.Floor(value) ? 0 : 1);
}

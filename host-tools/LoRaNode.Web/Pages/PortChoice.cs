using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Web.Html;
using LoRaNode.Web.Nodes;

namespace LoRaNode.Web.Pages;

/// <summary>The fields that say which node at which port to use.</summary>
internal static class PortChoice
{
    private const string Name = "port";
    private const string OtherName = "otherport";

    /// <summary>The fields for a node of the network, or for a board that is to become one.</summary>
    internal static Markup Compose(PageContext page, CommunityStore store, string? chosen, bool forBoard = false)
    {
        Words words = page.Words;
        string label = words[forBoard ? "serve.field.port.board" : "serve.field.port"];
        page.Desk.Bench.LookOnce();
        Dictionary<ushort, string> names = store.Nodes().ToDictionary(n => n.Address, n => n.Name);
        IReadOnlyList<PortStanding> ports = page.Desk.Bench.Ports();
        chosen ??= ports.FirstOrDefault(p => p.Node is { } node && node.IsProvisioned != forBoard)?.Port;
        Markup choice = ports.Count == 0 ? Markup.Empty : Controls.Select(Name, label, ports.Select(p => (p.Port, Text(words, p, names))), chosen);
        Markup other = page.Desk.Bench.TakesNames
            ? Controls.Line(OtherName, ports.Count == 0 ? label : words["serve.field.port.other"], null, words["serve.hint.port"])
            : Markup.Empty;
        return ports.Count == 0
            ? other
            : Markup.Of($"""{choice}{(page.Desk.Bench.TakesNames ? Markup.Of($"""<details class="more"><summary>{words["serve.field.port.other"]}</summary>{other}</details>""") : Markup.Empty)}""");
    }

    /// <summary>The port that was chosen or named.</summary>
    /// <exception cref="UserError">It is none.</exception>
    internal static string Read(PageContext page) => page.Desk.Bench.Name(page.Field(OtherName) ?? page.Field(Name));

    private static string Text(Words words, PortStanding port, Dictionary<ushort, string> names) => port switch
    {
        { Node: { IsProvisioned: true } node } => words["serve.port.choice", PortCard.NameOf(node.Address, names), port.Port],
        { Node: not null } => words["serve.port.choice", words["serve.port.blank"], port.Port],
        _ => port.Port,
    };
}

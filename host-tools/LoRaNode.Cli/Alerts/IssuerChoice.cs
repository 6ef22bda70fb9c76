using System.CommandLine;
using System.Globalization;
using LoRaNode.Host.Alerts;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Alerts;

/// <summary>The option that names who speaks.</summary>
internal sealed class IssuerChoice(CliContext context)
{
    internal Option<string?> Option { get; } = new("--issuer") { Description = context.Text("alert.option.issuer"), HelpName = "SLOT|NAME" };

    /// <summary>The issuer that was named, or the only one whose key is here.</summary>
    /// <exception cref="UserError">There is none, or there are several and none was named.</exception>
    internal IssuerEntry Of(ParseResult parse, Community community)
    {
        IReadOnlyList<IssuerEntry> usable = IssuerKeys.Usable(community);
        string list = string.Join(", ", usable.Select(i => $"{i.Slot} ({i.Name})"));
        if (parse.GetValue(Option) is { } word)
        {
            return usable.FirstOrDefault(i => i.Slot.ToString(CultureInfo.InvariantCulture) == word)
                ?? usable.FirstOrDefault(i => i.Name.Equals(word, StringComparison.OrdinalIgnoreCase))
                ?? throw new UserError("alert.error.issuer", word, list.Length > 0 ? list : "–");
        }

        return usable switch
        {
            [var only] => only,
            [] => throw new UserError("alert.error.noissuer"),
            _ => throw new UserError("alert.error.issuers", list),
        };
    }
}

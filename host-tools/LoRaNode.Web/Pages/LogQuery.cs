using System.Globalization;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Pages;

/// <summary>Which log records an address asks for.</summary>
/// <param name="Filter">Which ones.</param>
/// <param name="Before">The record that the page goes on after; null for the newest.</param>
/// <param name="Fields">What the address says about it, without the place.</param>
internal sealed record LogQuery(LogFilter Filter, LogCursor? Before, IReadOnlyList<KeyValuePair<string, string?>> Fields)
{
    private const string BeforeName = "before";

    /// <summary>All of them.</summary>
    internal static LogQuery Everything { get; } = new(new LogFilter(), null, []);

    /// <exception cref="UserError">The address holds what cannot be understood.</exception>
    internal static LogQuery Of(PageContext page, CommunityStore store)
    {
        string? node = page.Query("node");
        string? code = page.Query("code");
        string? since = page.Query("since");
        string? until = page.Query("until");
        var filter = new LogFilter
        {
            Address = node is null ? null : (store.Nodes().FirstOrDefault(n => n.Name == node) ?? throw new UserError("logs.error.node", node)).Address,
            Codes = code is null ? [] : [Enum.TryParse(code, out LogCode kind) && Enum.IsDefined(kind) ? kind : throw new UserError("logs.error.code", code, string.Join(", ", Enum.GetNames<LogCode>()))],
            Since = Time(since),
            Until = Time(until),
        };
        LogCursor? before = page.Query(BeforeName) is { } text ? LogCursor.TryParse(text) ?? throw new UserError("serve.error.page") : null;
        return new LogQuery(filter, before, [new("node", node), new("code", code), new("since", since), new("until", until)]);
    }

    /// <summary>The query of an address for the same records, older than a certain one.</summary>
    internal string Address(LogCursor? before) =>
        QueryString.Create(Fields.Append(new(BeforeName, before?.ToString())).Where(f => f.Value is not null)).ToUriComponent();

    private static DateTimeOffset? Time(string? word) => word is null
        ? null
        : DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time) ? time : throw new UserError("logs.error.time", word);
}

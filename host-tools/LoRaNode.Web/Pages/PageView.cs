using LoRaNode.Web.Html;

namespace LoRaNode.Web.Pages;

/// <summary>What a page consists of.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Place">The entry of the menu that it belongs to.</param>
/// <param name="Body">Its content.</param>
internal sealed record PageView(string Title, MenuPlace Place, Markup Body)
{
    /// <summary>What is wrong with the form that was sent; null when nothing is.</summary>
    internal string? Problem { get; init; }

    /// <summary>Path that shows the page in another language, when its own cannot be asked for again (a form that was sent).</summary>
    internal string? Address { get; init; }

    /// <summary>After how many seconds a browser without scripts should load it again; null for never.</summary>
    internal int? ReloadSeconds { get; init; }
}

/// <summary>An entry of the menu.</summary>
internal enum MenuPlace
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Dashboard.</summary>
    Overview,

    /// <summary>Alerts and messages.</summary>
    Send,

    /// <summary>The nodes of the community.</summary>
    Nodes,

    /// <summary>Provisioning.</summary>
    Provision,

    /// <summary>Log records.</summary>
    Logs,

    /// <summary>Region, issuers, epochs.</summary>
    Network,
}

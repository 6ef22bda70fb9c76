namespace LoRaNode.Web.Security;

/// <summary>
/// The secrets of one run: what the printed address shows once, what the browser's cookie shows from then on, and what every form shows. None
/// follows from another, and all are gone with the process.
/// </summary>
internal sealed class Access
{
    /// <summary>Name of the value in the printed address.</summary>
    internal const string TokenName = "token";

    /// <summary>Name of the hidden field in forms.</summary>
    internal const string FormName = "form";

    internal Secret Entry { get; } = new();

    internal Secret Session { get; } = new();

    internal Secret Form { get; } = new();

    /// <summary>Name of the cookie. Cookies know no ports: two runs on one computer must not overwrite each other's.</summary>
    internal static string CookieName(int port) => $"loranode-{port}";
}

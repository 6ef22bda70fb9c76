using LoRaNode.Core.Frames;

namespace LoRaNode.Host.Alerts;

/// <summary>The code values of the Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010, section 3.2), in the order of our numbers.</summary>
public static class CapNames
{
    /// <summary>Namespace of CAP 1.2 documents.</summary>
    public const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";

    /// <summary>Categories 0 to 11.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"];

    /// <summary>RFC 3066 code of a language; <c>und</c> for texts that say none.</summary>
    public static string Of(ContentLanguage language) => language switch
    {
        ContentLanguage.Kazakh => "kk-KZ",
        ContentLanguage.Russian => "ru-KZ",
        ContentLanguage.English => "en",
        _ => "und",
    };
}

using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Security;

/// <summary>What every answer forbids the browser.</summary>
internal static class SecurityHeaders
{
    /// <summary>Nothing but this server's own script, style and pictures; no frames, no plug-ins, no other addresses for forms.</summary>
    internal const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static void Add(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";

        // Not no-referrer: browsers would then send "Origin: null" with forms, and the origin could not be checked.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), usb=(), serial=()";
    }
}

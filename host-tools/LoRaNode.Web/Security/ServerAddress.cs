using System.Net;
using Microsoft.AspNetCore.Http;

namespace LoRaNode.Web.Security;

/// <summary>Where the server listens, and by which names it may be called.</summary>
internal sealed class ServerAddress(IPAddress address)
{
    private const string LocalName = "localhost";

    /// <summary>The address bound to.</summary>
    internal IPAddress Address { get; } = address;

    /// <summary>The port, known once the server runs.</summary>
    internal int Port { get; set; }

    /// <summary>True when only this computer can come in.</summary>
    internal bool IsLocal => IPAddress.IsLoopback(Address);

    /// <summary>
    /// True for a <c>Host</c> that is this computer's own name for itself or, when others may come in, a bare address. A foreign page whose
    /// name was pointed here after it was loaded (DNS rebinding) sends its own name, and is refused.
    /// </summary>
    internal bool Accepts(HostString host)
    {
        if ((host.Port ?? (IsLocal ? 80 : 443)) != Port)
        {
            return false;
        }

        return IPAddress.TryParse(host.Host, out IPAddress? literal)
            ? !IsLocal || IPAddress.IsLoopback(literal)
            : IsLocal && host.Host.Equals(LocalName, StringComparison.OrdinalIgnoreCase);
    }
}

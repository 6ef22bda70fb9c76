using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
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

    /// <summary>The address that others call: the one bound to or, when that is all of them, the first of this computer in a network.</summary>
    internal IPAddress Shown { get; } = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? InNetwork(address.AddressFamily) : address;

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

    private static IPAddress InNetwork(AddressFamily family) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus == OperationalStatus.Up)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses.Select(a => a.Address))
            .FirstOrDefault(a => a.AddressFamily == family && !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal)
        ?? (family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback);
}

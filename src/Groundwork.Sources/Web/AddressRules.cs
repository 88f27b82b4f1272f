using System.Net;
using System.Net.Sockets;

namespace Groundwork.Sources.Web;

/// <summary>Which addresses a web source may connect to: those of the public internet, after the special-purpose registries of IANA (RFC 6890 and its successors).</summary>
internal static class AddressRules
{
    // What a person may allow: their own machine and their own networks.
    private static readonly IPNetwork[] s_private = Networks("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    // Never: this network, link-local (where clouds keep their secrets), protocol assignments, documentation, relays, benchmarks, multicast, reserved.
    private static readonly IPNetwork[] s_never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20");

    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_sixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>True for an address that may be connected to.</summary>
    /// <param name="address">The address itself, never a name.</param>
    /// <param name="mayBePrivate">Whether private and loopback addresses are allowed.</param>
    public static bool Permits(IPAddress address, bool mayBePrivate)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return Permits(address.MapToIPv4(), mayBePrivate);
        if (Holds(s_private, address)) return mayBePrivate;
        if (Holds(s_never, address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetwork) return true;
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return false;

        // An IPv4 address in the clothes of IPv6 is judged by what it leads to.
        if (s_translated.Contains(address) || s_compatible.Contains(address)) return Permits(Embedded(address, 12), mayBePrivate);
        if (s_sixToFour.Contains(address)) return Permits(Embedded(address, 2), mayBePrivate);
        return s_global.Contains(address);
    }

    private static bool Holds(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPAddress Embedded(IPAddress address, int at) => new(address.GetAddressBytes().AsSpan(at, 4));

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}

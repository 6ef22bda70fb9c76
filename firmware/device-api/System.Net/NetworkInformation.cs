namespace System.Net.NetworkInformation;

public enum AddressMode
{
    Invalid = 0,
    DHCP = 1,
    Static = 2,
    AutoIP = 3,
}

public enum AuthenticationType
{
    None = 0,
    EAP = 1,
    PEAP = 2,
    WCN = 3,
    Open = 4,
    Shared = 5,
    WEP = 6,
    WPA = 7,
    WPA2 = 8,
}

public enum EncryptionType
{
    None = 0,
    WEP = 1,
    WPA = 2,
    WPA2 = 3,
    WPA_PSK = 4,
    WPA2_PSK = 5,
    Certificate = 6,
}

public static class IPGlobalProperties
{
    public static IPAddress GetIPAddress() => throw null;
}

public delegate void NetworkAddressChangedEventHandler(object sender, EventArgs e);

public delegate void NetworkAvailabilityChangedEventHandler(object sender, NetworkAvailabilityEventArgs e);

public class NetworkAvailabilityEventArgs : EventArgs
{
    private NetworkAvailabilityEventArgs() => throw null;
    public bool IsAvailable => throw null;
}

public static class NetworkChange
{
    public static event NetworkAddressChangedEventHandler NetworkAddressChanged
    {
        add => throw null;
        remove => throw null;
    }

    public static event NetworkAvailabilityChangedEventHandler NetworkAvailabilityChanged
    {
        add => throw null;
        remove => throw null;
    }
}

public class NetworkInterface
{
    protected NetworkInterface(int interfaceIndex) => throw null;
    public bool IsAutomaticDnsEnabled => throw null;
    public string IPv4Address => throw null;
    public string IPv4GatewayAddress => throw null;
    public string IPv4SubnetMask => throw null;
    public bool IsDhcpEnabled => throw null;
    public string[] IPv4DnsAddresses => throw null;

    public byte[] PhysicalAddress
    {
        get => throw null;
        set => throw null;
    }

    public NetworkInterfaceType NetworkInterfaceType => throw null;

    public uint SpecificConfigId
    {
        get => throw null;
        set => throw null;
    }

    public void EnableAutomaticDns() => throw null;
    public void EnableDhcp() => throw null;
    public void EnableStaticIP(string ipv4Address, string ipv4subnetMask, string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
    public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress) => throw null;
    public void EnableStaticIPv4Dns(string[] dnsAddresses) => throw null;
    public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw null;
    public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw null;
    public static NetworkInterface[] GetAllNetworkInterfaces() => throw null;
    public static bool GetIsNetworkAvailable() => throw null;
    public void ReleaseDhcpLease() => throw null;
    public void RenewDhcpLease() => throw null;
}

public enum NetworkInterfaceType
{
    Unknown = 1,
    Ethernet = 6,
    Wireless80211 = 71,
    WirelessAP = 72,
}

public enum PhyProtocols
{
    PHY802_11b = 1,
    PHY802_11g = 2,
    PHY802_11n = 4,
    PHY802_11lr = 8,
}

public enum RadioType
{
    NotSpecified = 0,
    _802_11a = 1,
    _802_11b = 2,
    _802_11g = 4,
    _802_11n = 8,
}

public class Wireless80211Configuration
{
    public Wireless80211Configuration(uint id) => throw null;

    public AuthenticationType Authentication
    {
        get => throw null;
        set => throw null;
    }

    public EncryptionType Encryption
    {
        get => throw null;
        set => throw null;
    }

    public RadioType Radio
    {
        get => throw null;
        set => throw null;
    }

    public Wireless80211Configuration.ConfigurationOptions Options
    {
        get => throw null;
        set => throw null;
    }

    public string Password
    {
        get => throw null;
        set => throw null;
    }

    public string Ssid
    {
        get => throw null;
        set => throw null;
    }

    public uint Id => throw null;
    public static Wireless80211Configuration[] GetAllWireless80211Configurations() => throw null;
    public void SaveConfiguration() => throw null;

    public enum ConfigurationOptions
    {
        None = 0,
        Disable = 1,
        Enable = 2,
        AutoConnect = 6,
        SmartConfig = 10,
    }
}

public class WirelessAPConfiguration
{
    public WirelessAPConfiguration(uint id) => throw null;

    public AuthenticationType Authentication
    {
        get => throw null;
        set => throw null;
    }

    public EncryptionType Encryption
    {
        get => throw null;
        set => throw null;
    }

    public RadioType Radio
    {
        get => throw null;
        set => throw null;
    }

    public string Password
    {
        get => throw null;
        set => throw null;
    }

    public string Ssid
    {
        get => throw null;
        set => throw null;
    }

    public WirelessAPConfiguration.ConfigurationOptions Options
    {
        get => throw null;
        set => throw null;
    }

    public byte Channel
    {
        get => throw null;
        set => throw null;
    }

    public byte MaxConnections
    {
        get => throw null;
        set => throw null;
    }

    public uint Id => throw null;
    public void DeAuthStation(int stationIndex) => throw null;
    public static WirelessAPConfiguration[] GetAllWirelessAPConfigurations() => throw null;
    public void SaveConfiguration() => throw null;

    public enum ConfigurationOptions
    {
        None = 0,
        Disable = 1,
        Enable = 2,
        AutoStart = 6,
        HiddenSSID = 8,
    }
}

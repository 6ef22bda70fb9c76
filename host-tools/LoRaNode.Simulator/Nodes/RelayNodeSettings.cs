using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Relay;
using LoRaNode.Core.Security;
using LoRaNode.Node.Network;
using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Nodes;

/// <summary>What all nodes of a simulated network share.</summary>
public sealed record RelayNodeSettings
{
    private readonly ushort[] _addresses;

    /// <summary>Creates settings for a city; addresses are drawn at random from all 65,534, as provisioning may do.</summary>
    public RelayNodeSettings(CityMap city, uint seed)
    {
        Radio = city.Radio;
        Seed = seed;
        _addresses = new ushort[city.Count];
        var taken = new HashSet<ushort>();
        var random = new Random((int)seed);
        for (int i = 0; i < city.Count; i++)
        {
            ushort address;
            do
            {
                address = (ushort)random.Next(1, 0xFFFF);
            }
            while (!taken.Add(address));
            _addresses[i] = address;
        }
    }

    /// <summary>Radio of the city.</summary>
    public CityRadio Radio { get; }

    /// <summary>Seed of the nodes' own randomness.</summary>
    public uint Seed { get; }

    /// <summary>Modelled time to verify an alert in milliseconds; 0 for none.</summary>
    public int VerifyMs { get; init; }

    /// <summary>Time from a clear channel to the first symbol, in microseconds.</summary>
    public long TurnaroundUs { get; init; } = 8_000;

    /// <summary>Duty cycle in thousandths.</summary>
    public int DutyCyclePerMille { get; init; } = 100;

    /// <summary>Neighbours that a node remembers.</summary>
    public int MaxNeighbours { get; init; } = 128;

    /// <summary>How long alerts live, in milliseconds.</summary>
    public long AlertLifetimeMs { get; init; } = 12 * 3_600_000;

    /// <summary>How long messages live, in milliseconds.</summary>
    public long MessageLifetimeMs { get; init; } = 2 * 3_600_000;

    /// <summary>True when nodes keep accepted frames on their medium and offer them again after a reboot; costs memory in large runs.</summary>
    public bool KeepsFrames { get; init; }

    /// <summary>A node that is switched on for the first time after this asks its neighbours what it has missed, in microseconds.</summary>
    public long LateStartUs { get; init; } = 60_000_000;

    /// <summary>Use AES-CCM instead of its fast stand-in.</summary>
    public bool RealCipher { get; init; }

    /// <summary>Address of a node.</summary>
    public ushort Address(int index) => _addresses[index];

    /// <summary>Index of an address, or -1.</summary>
    public int IndexOf(ushort address) => Array.IndexOf(_addresses, address);

    /// <summary>Lifetime of an item by its type.</summary>
    public long LifetimeMs(FrameType type) => type is FrameType.Alert or FrameType.Trust ? AlertLifetimeMs : MessageLifetimeMs;

    /// <summary>A cipher with the network's key.</summary>
    public IFrameCipher Cipher()
    {
        if (!RealCipher)
        {
            return new SimulationCipher(0x5EED0F1E_C1F3E2D7, 0);
        }

        var cipher = new FrameCipher(new DotnetAes());
        cipher.SetKey(0, new byte[16]);
        return cipher;
    }

    /// <summary>Options of a node's engine.</summary>
    public RelayOptions Options(int index) => new()
    {
        Address = Address(index),
        Radio = Radio.ToSettings(),
        DutyCyclePerMille = DutyCyclePerMille,
        MaxNeighbours = MaxNeighbours,
        StoreFrames = NodeNetwork.StoreFrames,
        StoreBytes = NodeNetwork.StoreFrames * 128,
    };
}

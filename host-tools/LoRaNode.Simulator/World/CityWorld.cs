using LoRaNode.Simulator.Cities;
using LoRaNode.VirtualRadio.Links;

namespace LoRaNode.Simulator.World;

/// <summary>
/// A city in simulated time as nodes, scenarios and measurements see it, whatever models its radios: <see cref="SimulatedWorld"/> knows frames,
/// <see cref="ChipWorld"/> the registers of the chips. Deterministic: the same city, seed and calls give the same run. Not for use by
/// several threads; several worlds may run at once.
/// </summary>
public abstract class CityWorld
{
    /// <summary>Share of a receiver's noise, as power, from which on a frame counts as heard in the accounts: SF9's limit of −12.5 dB.</summary>
    protected const double HeardShare = 0.055;

    private readonly long[] _airtimeUs = new long[256];

    /// <summary>Creates a world in which every node is off.</summary>
    /// <param name="city">The place.</param>
    /// <param name="seed">Seed of everything random on the air.</param>
    protected CityWorld(CityMap city, uint seed)
    {
        City = city;
        Seed = seed;
        NoiseMw = LinkModel.FromDb(city.Radio.NoiseDbm);
        for (int i = 0; i < _airtimeUs.Length; i++)
        {
            _airtimeUs[i] = city.Radio.AirtimeUs(i);
        }

        Nodes = new ISimulatedNode[city.Count];
        AirtimeUs = new long[Enum.GetValues<FrameKind>().Length];
        AirtimeOfNodes = new long[city.Count];
        BeaconAirtimeOfNodes = new long[city.Count];
        HeardUs = new long[AirtimeUs.Length, city.Count];
    }

    /// <summary>The place.</summary>
    public CityMap City { get; }

    /// <summary>The nodes; set before they are switched on.</summary>
    public ISimulatedNode[] Nodes { get; }

    /// <summary>Now, in microseconds.</summary>
    public abstract long NowUs { get; }

    /// <summary>Share of receptions that fail for no reason that the model knows, 0 to 1.</summary>
    public double RandomLoss { get; set; }

    /// <summary>Airtime sent so far, by <see cref="FrameKind"/>, in microseconds.</summary>
    public long[] AirtimeUs { get; }

    /// <summary>Airtime sent so far by each node, in microseconds; steady beacons apart.</summary>
    public long[] AirtimeOfNodes { get; }

    /// <summary>Airtime that each node has spent on steady beacons so far, in microseconds.</summary>
    public long[] BeaconAirtimeOfNodes { get; }

    /// <summary>Airtime heard by each node so far, by <see cref="FrameKind"/> and node, in microseconds.</summary>
    public long[,] HeardUs { get; }

    /// <summary>Frames sent so far.</summary>
    public abstract long FramesSent { get; }

    /// <summary>Called for every transmission that starts; null for none.</summary>
    public Action<SentFrame>? Sent { get; set; }

    /// <summary>Called for every end of a frame at a node that had locked on it: time, node, sender, whether it was read; null for none.</summary>
    public Action<long, int, int, bool>? Received { get; set; }

    /// <summary>Seed of everything random on the air.</summary>
    protected uint Seed { get; }

    /// <summary>Noise of a receiver in milliwatts.</summary>
    protected double NoiseMw { get; }

    /// <summary>Time on air of a frame in microseconds.</summary>
    public long AirtimeOfUs(int length) => _airtimeUs[length];

    /// <summary>Whether a node is on.</summary>
    public abstract bool IsOn(int node);

    /// <summary>Whether a node's radio does nothing but listen: it may be put to sleep without losing a frame of its own.</summary>
    public abstract bool IsIdle(int node);

    /// <summary>Switches a node on.</summary>
    public abstract void SwitchOn(int node);

    /// <summary>Switches a node off; a frame that it was sending breaks off (nobody can read it).</summary>
    public abstract void SwitchOff(int node);

    /// <summary>Puts the radio of an idle node to sleep, or wakes it; the node's code goes on. A busy radio stays as it is.</summary>
    public abstract void SetDeaf(int node, bool deaf);

    /// <summary>Sets a jammer's power at a node, in milliwatts of equivalent noise; 0 for none.</summary>
    public abstract void SetJam(int node, double milliwatts);

    /// <summary>Replaces a node's links, as when it has moved.</summary>
    /// <param name="node">The node.</param>
    /// <param name="links">Received power in dBm for each other node in reach.</param>
    public abstract void Relink(int node, IReadOnlyDictionary<int, double> links);

    /// <summary>Runs an action at a time.</summary>
    public abstract void At(long atUs, Action<long> action);

    /// <summary>Sets a node's one timer; an earlier setting is void.</summary>
    public abstract void SetTimer(int node, long atUs);

    /// <summary>True while a node receives a frame whose header it has read.</summary>
    public abstract bool IsReceiving(int node);

    /// <summary>Starts channel activity detection; the answer comes two symbols later.</summary>
    public abstract void DetectActivity(int node);

    /// <summary>Sends a frame after the time that the node's loop needs to load it.</summary>
    /// <param name="node">Who sends.</param>
    /// <param name="frame">The frame; copied.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="turnaroundUs">Time until the first symbol.</param>
    public abstract void Transmit(int node, byte[] frame, int length, FrameKind kind, long turnaroundUs);

    /// <summary>Runs until a time.</summary>
    public abstract void RunUntil(long untilUs);

    /// <summary>Enters a transmission that starts into the accounts.</summary>
    protected void Account(in SentFrame frame)
    {
        long airtime = frame.EndUs - frame.StartUs;
        AirtimeUs[(int)frame.Kind] += airtime;
        (frame.Kind == FrameKind.Beacon ? BeaconAirtimeOfNodes : AirtimeOfNodes)[frame.From] += airtime;
        Sent?.Invoke(frame);
    }

    /// <summary>Enters a transmission at one who is in reach of it into the accounts.</summary>
    protected void AccountHeard(FrameKind kind, int node, double milliwatts, long airtimeUs)
    {
        if (milliwatts >= NoiseMw * HeardShare)
        {
            HeardUs[(int)kind, node] += airtimeUs;
        }
    }

    /// <summary>Whether a frame is lost at a receiver by <see cref="RandomLoss"/>.</summary>
    protected bool IsLostAtRandom(long frame, int node) => RandomLoss > 0 && LinkDraw.Uniform(Seed, frame, node, 3) < RandomLoss;
}

/// <summary>A transmission that starts.</summary>
/// <param name="StartUs">When it starts.</param>
/// <param name="EndUs">When it ends.</param>
/// <param name="From">Index of the sender.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Number">Number of the frame in this world.</param>
/// <param name="Bytes">The frame; valid during the call only.</param>
public readonly record struct SentFrame(long StartUs, long EndUs, int From, int Length, FrameKind Kind, long Number, byte[] Bytes);

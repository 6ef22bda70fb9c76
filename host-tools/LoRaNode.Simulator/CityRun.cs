namespace LoRaNode.Simulator;

/// <summary>What happened when one alert crossed a city: everything that the pictures, the report and the tests need.</summary>
/// <param name="Text">The text that was sent.</param>
/// <param name="Seed">Seed of the city and of everything random in it.</param>
/// <param name="Source">Index of the node that the alert was given to.</param>
/// <param name="Nodes">All nodes, by index.</param>
/// <param name="Links">Links over which a frame is decodable in at least half of all cases, each once.</param>
/// <param name="Transmissions">Every frame that any node sent, in order of time.</param>
/// <param name="SentAtMs">Simulated time at which the alert was given to the source.</param>
/// <param name="SimulatedSeconds">Length of the run in simulated time.</param>
/// <param name="WallSeconds">Length of the run on the wall clock.</param>
public sealed record CityRun(
    string Text,
    int Seed,
    int Source,
    IReadOnlyList<CityNode> Nodes,
    IReadOnlyList<CityLink> Links,
    IReadOnlyList<CityTransmission> Transmissions,
    long SentAtMs,
    double SimulatedSeconds,
    double WallSeconds)
{
    /// <summary>Nodes that a chain of links joins to the source, the source among them.</summary>
    public int Connected => Nodes.Count(n => n.IsConnected);

    /// <summary>Connected nodes that show the verified text byte for byte.</summary>
    public int Verified => Nodes.Count(n => n.IsConnected && n.VerifiedAtMs is not null);

    /// <summary>Frames that brought the alert or repaired it: all but <see cref="Beacons"/>.</summary>
    public int ItemTransmissions => Transmissions.Count - Beacons;

    /// <summary>Frames by which nodes keep knowing their neighbours, whether anything is sent or not.</summary>
    public int Beacons => Transmissions.Count(t => t.Kind == CityTransmission.BeaconKind);

    /// <summary>Time on air of all transmissions together, in milliseconds.</summary>
    public double AirtimeMs => Transmissions.Sum(t => t.AirtimeUs) / 1000.0;

    /// <summary>From the sending to the last node that shows the text, in milliseconds; null when no other node shows it.</summary>
    public long? LastNodeMs => Nodes.Where((n, i) => i != Source).Max(n => n.VerifiedAtMs - SentAtMs);
}

/// <summary>One node of a run.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Name">Name on the map, such as <c>N07</c>.</param>
/// <param name="Address">Its address on the air.</param>
/// <param name="XMeters">East, in metres.</param>
/// <param name="YMeters">North, in metres.</param>
/// <param name="IsConnected">True when a chain of links joins it to the source.</param>
/// <param name="VerifiedAtMs">Simulated time at which it showed the verified text; null if never.</param>
/// <param name="HeardFrom">Index of the node whose copy it was; null for the source or when never.</param>
/// <param name="Hops">Hops from the source; 0 for the source; null when never.</param>
/// <param name="Transmissions">Frames it sent.</param>
public sealed record CityNode(
    int Index,
    string Name,
    ushort Address,
    double XMeters,
    double YMeters,
    bool IsConnected,
    long? VerifiedAtMs,
    int? HeardFrom,
    int? Hops,
    int Transmissions);

/// <summary>A usable link between two nodes.</summary>
/// <param name="From">Index of one end.</param>
/// <param name="To">Index of the other end, greater than <paramref name="From"/>.</param>
/// <param name="SnrDb">Mean SNR in decibels.</param>
public sealed record CityLink(int From, int To, double SnrDb);

/// <summary>One frame on the air.</summary>
/// <param name="AtMs">Start, in simulated milliseconds.</param>
/// <param name="Node">Index of the sender.</param>
/// <param name="AirtimeUs">Time on air in microseconds.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Kind">Frame type, such as <c>alert</c> or <c>beacon</c>.</param>
public sealed record CityTransmission(long AtMs, int Node, long AirtimeUs, int Bytes, string Kind)
{
    /// <summary>Kind of a frame that carries nothing but what neighbours must know of each other.</summary>
    public const string BeaconKind = "beacon";
}

using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Cities;

/// <summary>
/// A place to simulate: nodes, and the strength with which each hears each other. Links are symmetric and kept in rows sorted
/// from strong to weak, so that the cost of a transmission is that of the nodes in range, not of the city. Immutable.
/// </summary>
public sealed class CityMap
{
    private readonly int[] _rowStart;
    private readonly int[] _linkTo;
    private readonly float[] _linkDbm;

    /// <summary>Creates a city.</summary>
    /// <param name="name">Name, as in reports.</param>
    /// <param name="sites">Where the nodes are.</param>
    /// <param name="radio">Settings of all radios.</param>
    /// <param name="losses">Path loss of each pair that could matter, each pair once.</param>
    public CityMap(string name, IReadOnlyList<Place> sites, CityRadio radio, IReadOnlyList<PathLoss> losses)
    {
        Name = name;
        Sites = sites;
        Radio = radio;
        int[] degree = new int[sites.Count + 1];
        foreach (var loss in losses)
        {
            degree[loss.A + 1]++;
            degree[loss.B + 1]++;
        }

        for (int i = 0; i < sites.Count; i++)
        {
            degree[i + 1] += degree[i];
        }

        _rowStart = (int[])degree.Clone();
        _linkTo = new int[losses.Count * 2];
        _linkDbm = new float[losses.Count * 2];
        int[] next = (int[])degree.Clone();
        foreach (var loss in losses)
        {
            float dbm = (float)(radio.PowerDbm - loss.Db);
            _linkTo[next[loss.A]] = loss.B;
            _linkDbm[next[loss.A]++] = dbm;
            _linkTo[next[loss.B]] = loss.A;
            _linkDbm[next[loss.B]++] = dbm;
        }

        for (int i = 0; i < sites.Count; i++)
        {
            // Strong links first; ties by index, so that the order never depends on that of the file.
            var order = new (float Key, int To)[RowLength(i)];
            for (int k = 0; k < order.Length; k++)
            {
                order[k] = (-_linkDbm[_rowStart[i] + k], _linkTo[_rowStart[i] + k]);
            }

            Array.Sort(order);
            for (int k = 0; k < order.Length; k++)
            {
                _linkDbm[_rowStart[i] + k] = -order[k].Key;
                _linkTo[_rowStart[i] + k] = order[k].To;
            }
        }
    }

    private CityMap(CityMap city, CityRadio radio)
    {
        Name = city.Name;
        Sites = city.Sites;
        Radio = radio;
        _rowStart = city._rowStart;
        _linkTo = city._linkTo;
        _linkDbm = city._linkDbm;
    }

    /// <summary>
    /// The same city with the times on air of the datasheet: coding rate 4/5 where its settings count nine symbols to a block, which no chip can do.
    /// </summary>
    public CityMap WithChipTimes() =>
        Radio.SymbolsPerBlock <= (int)CodingRate.Cr48 ? this : new CityMap(this, Radio with { SymbolsPerBlock = (int)CodingRate.Cr45 });

    /// <summary>Name, as in reports.</summary>
    public string Name { get; }

    /// <summary>Where the nodes are.</summary>
    public IReadOnlyList<Place> Sites { get; }

    /// <summary>Settings of all radios.</summary>
    public CityRadio Radio { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => Sites.Count;

    /// <summary>Nodes that a node's transmissions reach at all, strongest first.</summary>
    public ReadOnlySpan<int> Reached(int node) => _linkTo.AsSpan(_rowStart[node], RowLength(node));

    /// <summary>Received power in dBm at each of <see cref="Reached"/>.</summary>
    public ReadOnlySpan<float> ReceivedDbm(int node) => _linkDbm.AsSpan(_rowStart[node], RowLength(node));

    /// <summary>Number of nodes that a node hears with the given margin above sensitivity.</summary>
    public int Degree(int node, double marginDb = 0)
    {
        var dbm = ReceivedDbm(node);
        int count = 0;
        while (count < dbm.Length && dbm[count] >= Radio.SensitivityDbm + marginDb)
        {
            count++;
        }

        return count;
    }

    /// <summary>Hops from a node to every node over links with the given margin; -1 where there is no way.</summary>
    /// <param name="source">Where to begin.</param>
    /// <param name="marginDb">Margin above sensitivity that a link needs.</param>
    /// <param name="isUp">Nodes that exist; null for all.</param>
    public int[] HopsFrom(int source, double marginDb = 0, Func<int, bool>? isUp = null)
    {
        int[] hops = new int[Count];
        Array.Fill(hops, -1);
        var queue = new Queue<int>();
        hops[source] = 0;
        queue.Enqueue(source);
        while (queue.TryDequeue(out int node))
        {
            int degree = Degree(node, marginDb);
            var reached = Reached(node);
            for (int k = 0; k < degree; k++)
            {
                int to = reached[k];
                if (hops[to] < 0 && (isUp is null || isUp(to)))
                {
                    hops[to] = hops[node] + 1;
                    queue.Enqueue(to);
                }
            }
        }

        return hops;
    }

    private int RowLength(int node) => _rowStart[node + 1] - _rowStart[node];
}

/// <summary>Path loss between two nodes in decibels, the same both ways.</summary>
/// <param name="A">One node.</param>
/// <param name="B">The other.</param>
/// <param name="Db">Loss in decibels.</param>
public readonly record struct PathLoss(int A, int B, double Db);

/// <summary>What all radios of a city share.</summary>
/// <param name="PowerDbm">Transmit power.</param>
/// <param name="FrequencyHz">Carrier.</param>
/// <param name="SpreadingFactor">7 to 12.</param>
/// <param name="BandwidthHz">Bandwidth.</param>
/// <param name="PreambleSymbols">Programmed preamble.</param>
/// <param name="SymbolsPerBlock">
/// Symbols of a coded block: 5 for coding rate 4/5. Nine reproduces the times on air of Meshtastic's simulator, which adds four to
/// the denominator: 555.5 ms for 120 bytes at SF9 and 250 kHz, where the datasheet's formula gives 334 ms.
/// </param>
/// <param name="SensitivityDbm">Weakest signal that is received.</param>
/// <param name="NoiseDbm">Noise of a receiver.</param>
public sealed record CityRadio(
    int PowerDbm,
    double FrequencyHz,
    int SpreadingFactor,
    int BandwidthHz,
    int PreambleSymbols,
    int SymbolsPerBlock,
    double SensitivityDbm,
    double NoiseDbm)
{
    /// <summary>The radio of the cities in the scenario folder: SF9, 250 kHz, 14 dBm, times as in the published baseline.</summary>
    public static CityRadio Baseline { get; } = new(14, 866e6, 9, 250_000, 16, 9, -126.5, -114.02);

    /// <summary>Length of a symbol in microseconds.</summary>
    public double SymbolUs => (1 << SpreadingFactor) * 1e6 / BandwidthHz;

    /// <summary>The settings in the form that the node's code takes.</summary>
    public LoRaSettings ToSettings() => new()
    {
        FrequencyHz = (uint)FrequencyHz,
        BandwidthHz = (uint)BandwidthHz,
        SpreadingFactor = (SpreadingFactor)SpreadingFactor,
        CodingRate = (CodingRate)SymbolsPerBlock,
        PreambleSymbols = (ushort)PreambleSymbols,
        PowerDbm = (sbyte)PowerDbm,
    };

    /// <summary>Time on air of a frame in microseconds.</summary>
    public long AirtimeUs(int length) => TimeOnAir.Microseconds(ToSettings(), length);
}

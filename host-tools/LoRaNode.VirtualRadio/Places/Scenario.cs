using System.Globalization;
using System.Text.Json;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.VirtualRadio.Places;

/// <summary>
/// A city of the shared scenarios: <c>NAME.json</c> (radio settings), <c>NAME.nodes.csv</c> (positions) and <c>NAME.loss.csv</c> (path loss
/// of each pair that could matter, symmetric; a pair that is not listed cannot hear each other).
/// </summary>
public sealed class Scenario
{
    /// <summary>Largest number of nodes that is accepted.</summary>
    public const int MaxNodes = 10_000;

    private Scenario(ScenarioSettings settings, Place[] places, LossMatrix losses)
    {
        Settings = settings;
        Places = places;
        Losses = losses;
    }

    /// <summary>Name and radio settings.</summary>
    public ScenarioSettings Settings { get; }

    /// <summary>Positions of the nodes, by index.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Path losses between the nodes.</summary>
    public LossMatrix Losses { get; }

    /// <summary>Loads a scenario.</summary>
    /// <param name="folder">Folder with the three files.</param>
    /// <param name="name">Name of the scenario, such as <c>district-30</c>.</param>
    /// <exception cref="ScenarioException">A file is missing or not readable; the message says which and where.</exception>
    public static Scenario Load(string folder, string name)
    {
        var settings = ReadSettings(Path.Combine(folder, name + ".json"));
        var places = ReadPlaces(Path.Combine(folder, name + ".nodes.csv"));
        if (places.Length != settings.Nodes)
        {
            throw new ScenarioException($"{name}: the settings announce {settings.Nodes} nodes, the list has {places.Length}.");
        }

        return new Scenario(settings, places, ReadLosses(Path.Combine(folder, name + ".loss.csv"), places.Length));
    }

    private static ScenarioSettings ReadSettings(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(Lines(path, File.ReadAllText));
            var root = document.RootElement;
            string rate = root.GetProperty("coding_rate").GetString() ?? string.Empty;
            return new ScenarioSettings(
                root.GetProperty("name").GetString() ?? string.Empty,
                root.GetProperty("description").GetString() ?? string.Empty,
                root.GetProperty("nodes").GetInt32(),
                root.GetProperty("tx_power_dbm").GetDouble(),
                root.GetProperty("frequency_hz").GetDouble(),
                root.GetProperty("spreading_factor").GetInt32(),
                (uint)root.GetProperty("bandwidth_hz").GetInt32(),
                int.Parse(rate.AsSpan(rate.IndexOf('/') + 1), CultureInfo.InvariantCulture),
                root.GetProperty("preamble_symbols").GetInt32());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new ScenarioException($"{path}: {e.Message}", e);
        }
    }

    private static Place[] ReadPlaces(string path)
    {
        string[] lines = Lines(path, File.ReadAllLines);
        var places = new List<Place>(lines.Length);
        Span<Range> fields = stackalloc Range[5];
        for (int i = 1; i < lines.Length; i++)
        {
            var line = lines[i].AsSpan();
            if (line.Split(fields, ',') != 4
                || !TryNumber(line[fields[0]], out double node)
                || !TryNumber(line[fields[1]], out double x)
                || !TryNumber(line[fields[2]], out double y)
                || !TryNumber(line[fields[3]], out double height)
                || (int)node != places.Count
                || places.Count == MaxNodes)
            {
                throw new ScenarioException($"{path}:{i + 1}: expected the node's index, x, y and height.");
            }

            places.Add(new Place(x, y, height));
        }

        return [.. places];
    }

    private static LossMatrix ReadLosses(string path, int nodes)
    {
        string[] lines = Lines(path, File.ReadAllLines);
        var losses = new LossMatrix(nodes);
        Span<Range> fields = stackalloc Range[4];
        for (int i = 1; i < lines.Length; i++)
        {
            var line = lines[i].AsSpan();
            if (line.Split(fields, ',') != 3
                || !int.TryParse(line[fields[0]], CultureInfo.InvariantCulture, out int a)
                || !int.TryParse(line[fields[1]], CultureInfo.InvariantCulture, out int b)
                || !TryNumber(line[fields[2]], out double loss)
                || (uint)a >= nodes
                || (uint)b >= nodes)
            {
                throw new ScenarioException($"{path}:{i + 1}: expected two node indices below {nodes} and a loss in decibels.");
            }

            losses.Set(a, b, loss);
        }

        return losses;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static T Lines<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException($"{path}: {e.Message}", e);
        }
    }
}

/// <summary>Name and radio settings of a scenario.</summary>
/// <param name="Name">Name, the first part of its file names.</param>
/// <param name="Description">What it is, in English.</param>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="PowerDbm">Transmit power in dBm.</param>
/// <param name="FrequencyHz">Carrier frequency in hertz.</param>
/// <param name="SpreadingFactor">7 to 12.</param>
/// <param name="BandwidthHz">Nominal bandwidth in hertz.</param>
/// <param name="CodingRate">Denominator of the coding rate, 5 to 8.</param>
/// <param name="PreambleSymbols">Programmed preamble length in symbols.</param>
public sealed record ScenarioSettings(
    string Name,
    string Description,
    int Nodes,
    double PowerDbm,
    double FrequencyHz,
    int SpreadingFactor,
    uint BandwidthHz,
    int CodingRate,
    int PreambleSymbols);

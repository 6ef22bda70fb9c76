using System.Globalization;
using System.Text.Json;
using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Places;

namespace LoRaNode.Simulator.Cities;

/// <summary>
/// Reads cities from a folder of <c>NAME.json</c>, <c>NAME.nodes.csv</c> and <c>NAME.loss.csv</c>; <c>NAME.events.csv</c> may say what happens
/// there (see <see cref="Scenarios.ScenarioFile"/>).
/// </summary>
public static class CityFolder
{
    private const string NodesEnding = ".nodes.csv";

    /// <summary>Most nodes of a city: as many as there are addresses.</summary>
    public const int MaxNodes = 65_534;

    /// <summary>Names of the cities in a folder, sorted by number of nodes and then by name.</summary>
    /// <exception cref="CityFileException">The folder is not there or holds no city.</exception>
    public static IReadOnlyList<string> Names(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CityFileException(folder, 0, CityFault.FolderMissing);
        }

        var names = Directory.EnumerateFiles(folder, "*" + NodesEnding)
            .Select(f => Path.GetFileName(f)[..^NodesEnding.Length])
            .Where(n => File.Exists(Path.Combine(folder, n + ".json")) && File.Exists(Path.Combine(folder, n + ".loss.csv")))
            .OrderBy(n => CityTable.Lines(Path.Combine(folder, n + NodesEnding)).Length)
            .ThenBy(n => n, StringComparer.Ordinal)
            .ToList();
        return names.Count > 0 ? names : throw new CityFileException(folder, 0, CityFault.FolderEmpty);
    }

    /// <summary>The file with the events of a city; null when it has none.</summary>
    public static string? EventsOf(string folder, string name)
    {
        string path = Path.Combine(folder, name + ".events.csv");
        return File.Exists(path) ? path : null;
    }

    /// <summary>Reads one city.</summary>
    /// <exception cref="CityFileException">A file is missing or a line of it is wrong.</exception>
    public static CityMap Load(string folder, string name)
    {
        string settings = Path.Combine(folder, name + ".json");
        var radio = ReadSettings(settings, out int announced);
        var places = ReadPlaces(Path.Combine(folder, name + NodesEnding));
        if (announced >= 0 && announced != places.Count)
        {
            throw new CityFileException(settings, 0, CityFault.NodeCount, announced.ToString(CultureInfo.InvariantCulture));
        }

        return new CityMap(name, places, radio, ReadLosses(Path.Combine(folder, name + ".loss.csv"), places.Count));
    }

    private static List<Place> ReadPlaces(string path)
    {
        var places = new List<Place>();
        foreach (var (line, fields) in CityTable.Rows(CityTable.Lines(path)))
        {
            if (fields.Length < 4
                || !CityTable.TryIndex(fields[0], MaxNodes, out int index)
                || index != places.Count
                || !CityTable.TryNumber(fields[1], out double x)
                || !CityTable.TryNumber(fields[2], out double y)
                || !CityTable.TryNumber(fields[3], out double height))
            {
                throw new CityFileException(path, line, CityFault.Node, places.Count.ToString(CultureInfo.InvariantCulture));
            }

            places.Add(new Place(x, y, height));
        }

        return places.Count > 1 ? places : throw new CityFileException(path, places.Count + 2, CityFault.Node, places.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static List<PathLoss> ReadLosses(string path, int nodes)
    {
        var losses = new List<PathLoss>();
        foreach (var (line, fields) in CityTable.Rows(CityTable.Lines(path)))
        {
            if (fields.Length < 3
                || !CityTable.TryIndex(fields[0], nodes, out int a)
                || !CityTable.TryIndex(fields[1], nodes, out int b)
                || a == b
                || !CityTable.TryNumber(fields[2], out double db))
            {
                throw new CityFileException(path, line, CityFault.Loss, (nodes - 1).ToString(CultureInfo.InvariantCulture));
            }

            losses.Add(new PathLoss(a, b, db));
        }

        return losses;
    }

    private static CityRadio ReadSettings(string path, out int announced)
    {
        string text = string.Join('\n', CityTable.Lines(path));
        try
        {
            using var json = JsonDocument.Parse(text);
            var settings = new CitySettings(path, json.RootElement);
            announced = settings.Whole("nodes", -1, -1, MaxNodes);
            var usual = CityRadio.Baseline;
            var radio = new CityRadio(
                settings.Whole("tx_power_dbm", usual.PowerDbm, 0, 22),
                settings.Number("frequency_hz", usual.FrequencyHz, 137e6, 1_020e6),
                settings.Whole("spreading_factor", usual.SpreadingFactor, 7, 12),
                settings.Whole("bandwidth_hz", usual.BandwidthHz, 7_800, 500_000),
                settings.Whole("preamble_symbols", usual.PreambleSymbols, 6, 65_535),
                settings.Whole("symbols_per_block", usual.SymbolsPerBlock, 5, 9),
                settings.Number("sensitivity_dbm", usual.SensitivityDbm, -160, 0),
                settings.Number("noise_floor_dbm", usual.NoiseDbm, -160, 0));
            return LoRaBandwidth.CodeOf((uint)radio.BandwidthHz) >= 0 ? radio : throw new CityFileException(path, 0, CityFault.Setting, "bandwidth_hz");
        }
        catch (JsonException e)
        {
            throw new CityFileException(path, (int)(e.LineNumber ?? -1) + 1, CityFault.Json);
        }
    }

    /// <summary>Settings of a city; what is not given is as usual.</summary>
    private sealed class CitySettings
    {
        private readonly string _path;
        private readonly JsonElement _root;

        public CitySettings(string path, JsonElement root)
        {
            _path = path;
            _root = root.ValueKind == JsonValueKind.Object ? root : throw new CityFileException(path, 1, CityFault.Json);
        }

        public double Number(string key, double usual, double min, double max)
        {
            if (!_root.TryGetProperty(key, out var value))
            {
                return usual;
            }

            return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= min && number <= max
                ? number
                : throw new CityFileException(_path, 0, CityFault.Setting, key);
        }

        public int Whole(string key, int usual, int min, int max) => (int)Number(key, usual, min, max);
    }
}

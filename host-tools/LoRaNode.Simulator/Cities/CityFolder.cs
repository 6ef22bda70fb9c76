using System.Globalization;
using System.Text.Json;

namespace LoRaNode.Simulator.Cities;

/// <summary>Reads cities from a folder of <c>NAME.json</c>, <c>NAME.nodes.csv</c> and <c>NAME.loss.csv</c>.</summary>
public static class CityFolder
{
    /// <summary>Names of the cities in a folder, sorted by number of nodes and then by name.</summary>
    /// <exception cref="CityFileException">The folder is not there or holds no city.</exception>
    public static IReadOnlyList<string> Names(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CityFileException(folder, 0, "folder-missing");
        }

        var names = Directory.EnumerateFiles(folder, "*.nodes.csv")
            .Select(f => Path.GetFileName(f)[..^".nodes.csv".Length])
            .Where(n => File.Exists(Path.Combine(folder, n + ".json")) && File.Exists(Path.Combine(folder, n + ".loss.csv")))
            .OrderBy(n => File.ReadLines(Path.Combine(folder, n + ".nodes.csv")).Count())
            .ThenBy(n => n, StringComparer.Ordinal)
            .ToList();
        return names.Count > 0 ? names : throw new CityFileException(folder, 0, "folder-empty");
    }

    /// <summary>Reads one city.</summary>
    /// <exception cref="CityFileException">A file is missing or a line of it is wrong.</exception>
    public static CityMap Load(string folder, string name)
    {
        string jsonPath = Path.Combine(folder, name + ".json");
        var radio = ReadRadio(jsonPath);
        var sites = new List<Site>();
        string nodesPath = Path.Combine(folder, name + ".nodes.csv");
        foreach (var (line, fields) in Rows(nodesPath, 4))
        {
            if (!Int(fields[0], out int index) || index != sites.Count
                || !Number(fields[1], out double x) || !Number(fields[2], out double y) || !Number(fields[3], out double height))
            {
                throw new CityFileException(nodesPath, line, "bad-line");
            }

            sites.Add(new Site(x, y, height));
        }

        var losses = new List<PathLoss>();
        string lossPath = Path.Combine(folder, name + ".loss.csv");
        foreach (var (line, fields) in Rows(lossPath, 3))
        {
            if (!Int(fields[0], out int a) || !Int(fields[1], out int b) || !Number(fields[2], out double db)
                || a < 0 || b < 0 || a >= sites.Count || b >= sites.Count || a == b)
            {
                throw new CityFileException(lossPath, line, "bad-line");
            }

            losses.Add(new PathLoss(a, b, db));
        }

        return new CityMap(name, sites, radio, losses);
    }

    private static CityRadio ReadRadio(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var root = json.RootElement;
            var usual = CityRadio.Baseline;
            return new CityRadio(
                (int)Get(root, "tx_power_dbm", usual.PowerDbm),
                Get(root, "frequency_hz", usual.FrequencyHz),
                (int)Get(root, "spreading_factor", usual.SpreadingFactor),
                (int)Get(root, "bandwidth_hz", usual.BandwidthHz),
                (int)Get(root, "preamble_symbols", usual.PreambleSymbols),
                (int)Get(root, "symbols_per_block", usual.SymbolsPerBlock),
                Get(root, "sensitivity_dbm", usual.SensitivityDbm),
                Get(root, "noise_floor_dbm", usual.NoiseDbm));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new CityFileException(path, 0, e is IOException or UnauthorizedAccessException ? "unreadable" : "bad-json");
        }
    }

    private static double Get(JsonElement root, string key, double usual)
    {
        return root.TryGetProperty(key, out var value) ? value.GetDouble() : usual;
    }

    private static IEnumerable<(int Line, string[] Fields)> Rows(string path, int columns)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CityFileException(path, 0, "unreadable");
        }

        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            string[] fields = lines[i].Split(',');
            if (fields.Length < columns)
            {
                throw new CityFileException(path, i + 1, "bad-line");
            }

            yield return (i + 1, fields);
        }
    }

    private static bool Int(string text, out int value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);

    private static bool Number(string text, out double value)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}

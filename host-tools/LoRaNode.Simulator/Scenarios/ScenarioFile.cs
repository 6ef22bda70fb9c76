using System.Globalization;
using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Scenarios;

/// <summary>
/// Reads the events of a scenario: a table of comma-separated values <c>at_s,event,node,a,b,c</c>. Events: fail, recover, reboot,
/// power-loss, sleep, wake, join; move (a, b: metres east and north); jam (node empty; a, b: metres, c: dBm), end-jam.
/// </summary>
public static class ScenarioFile
{
    private static readonly Dictionary<string, ScenarioEventKind> Kinds = new(StringComparer.Ordinal)
    {
        ["fail"] = ScenarioEventKind.Fail,
        ["recover"] = ScenarioEventKind.Recover,
        ["reboot"] = ScenarioEventKind.Reboot,
        ["power-loss"] = ScenarioEventKind.PowerLoss,
        ["sleep"] = ScenarioEventKind.Sleep,
        ["wake"] = ScenarioEventKind.Wake,
        ["join"] = ScenarioEventKind.Join,
        ["move"] = ScenarioEventKind.Move,
        ["jam"] = ScenarioEventKind.Jam,
        ["end-jam"] = ScenarioEventKind.EndJam,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="CityFileException">It is missing, or a line is wrong.</exception>
    public static IReadOnlyList<ScenarioEvent> Load(string path, int nodes)
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

        var events = new List<ScenarioEvent>();
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                events.Add(Parse(lines[i], nodes) ?? throw new CityFileException(path, i + 1, "bad-event"));
            }
        }

        return events;
    }

    /// <summary>Reads one line; null when it is wrong.</summary>
    public static ScenarioEvent? Parse(string line, int nodes)
    {
        string[] fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length < 2 || !Number(fields[0], out double at) || at < 0 || !Kinds.TryGetValue(fields[1], out var kind))
        {
            return null;
        }

        bool isPlace = kind is ScenarioEventKind.Jam or ScenarioEventKind.EndJam;
        int node = -1;
        if (!isPlace && (fields.Length < 3 || !int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out node) || node >= nodes))
        {
            return null;
        }

        double[] arguments = new double[3];
        int needed = kind switch { ScenarioEventKind.Move => 2, ScenarioEventKind.Jam => 3, _ => 0 };
        for (int i = 0; i < needed; i++)
        {
            if (fields.Length < 4 + i || !Number(fields[3 + i], out arguments[i]))
            {
                return null;
            }
        }

        return new ScenarioEvent(at, kind, node, arguments[0], arguments[1], arguments[2]);
    }

    private static bool Number(string text, out double value)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}

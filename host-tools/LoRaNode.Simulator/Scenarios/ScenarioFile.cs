using System.Globalization;
using LoRaNode.Simulator.Cities;

namespace LoRaNode.Simulator.Scenarios;

/// <summary>
/// Reads the events of a scenario: a table of comma-separated values with the heading <c>at_s,event,node,a,b,c</c>. Events of a node: fail,
/// recover, reboot, power-loss, sleep, wake, join, and move (a, b: metres east and north). Events of a place, node left empty: jam (a, b: metres;
/// c: dBm) and end-jam. Columns that an event does not need may be left out.
/// </summary>
public static class ScenarioFile
{
    /// <summary>The heading of the table.</summary>
    public const string Heading = "at_s,event,node,a,b,c";

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

    /// <summary>Names of all events.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nodes">Number of nodes of the city.</param>
    /// <exception cref="CityFileException">It is missing, or a line is wrong.</exception>
    public static IReadOnlyList<ScenarioEvent> Load(string path, int nodes)
    {
        string[] lines = CityTable.Lines(path);
        if (lines.Length == 0 || lines[0].Replace(" ", "", StringComparison.Ordinal) != Heading)
        {
            throw new CityFileException(path, 1, CityFault.EventHeading);
        }

        return [.. CityTable.Rows(lines).Select(row => Parse(row.Fields, nodes, (fault, detail) => new CityFileException(path, row.Line, fault, detail)))];
    }

    private static ScenarioEvent Parse(string[] fields, int nodes, Func<CityFault, string, CityFileException> error)
    {
        if (!CityTable.TryNumber(fields[0], out double at) || at < 0)
        {
            throw error(CityFault.EventTime, fields[0]);
        }

        string name = fields.Length > 1 ? fields[1] : "";
        if (!Kinds.TryGetValue(name, out var kind))
        {
            throw error(CityFault.EventName, name);
        }

        int node = -1;
        bool isPlace = kind is ScenarioEventKind.Jam or ScenarioEventKind.EndJam;
        if (!isPlace && (fields.Length < 3 || !CityTable.TryIndex(fields[2], nodes, out node)))
        {
            throw error(CityFault.EventNode, (nodes - 1).ToString(CultureInfo.InvariantCulture));
        }

        double[] arguments = new double[3];
        int needed = kind switch { ScenarioEventKind.Move => 2, ScenarioEventKind.Jam => 3, _ => 0 };
        for (int i = 0; i < needed; i++)
        {
            if (fields.Length < 4 + i || !CityTable.TryNumber(fields[3 + i], out arguments[i]))
            {
                throw error(CityFault.EventArguments, name + (needed == 2 ? ": a, b" : ": a, b, c"));
            }
        }

        return new ScenarioEvent(at, kind, node, arguments[0], arguments[1], arguments[2]);
    }
}

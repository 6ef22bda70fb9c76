using System.Globalization;

namespace LoRaNode.Simulator.Cities;

/// <summary>A table of comma-separated values below one heading, as the files of a city are.</summary>
internal static class CityTable
{
    /// <summary>The lines of a file, the heading first.</summary>
    /// <exception cref="CityFileException">It cannot be read.</exception>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CityFileException(path, 0, CityFault.Unreadable);
        }
    }

    /// <summary>The lines that are not empty, heading apart, with their numbers from 1.</summary>
    public static IEnumerable<(int Line, string[] Fields)> Rows(IReadOnlyList<string> lines)
    {
        for (int i = 1; i < lines.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
            {
                yield return (i + 1, lines[i].Split(',', StringSplitOptions.TrimEntries));
            }
        }
    }

    /// <summary>A whole number from 0 up to, but without, <paramref name="end"/>.</summary>
    public static bool TryIndex(string text, int end, out int value)
    {
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < end;
    }

    /// <summary>A finite number.</summary>
    public static bool TryNumber(string text, out double value)
    {
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}

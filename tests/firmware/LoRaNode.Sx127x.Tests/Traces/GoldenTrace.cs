namespace LoRaNode.Sx127x.Tests.Traces;

/// <summary>
/// A reviewed trace kept as a text file beside this class. Lines that begin with # and what follows two spaces and a # are the
/// reviewer's remarks.
/// </summary>
internal static class GoldenTrace
{
    /// <summary>Compares a trace with its file; a difference leaves the new trace in the output folder, ready to be reviewed.</summary>
    public static void AssertSame(string name, string actual)
    {
        string reviewed = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Traces", name));
        string expected = WithoutRemarks(reviewed);
        if (expected != actual)
        {
            string path = Path.Combine(AppContext.BaseDirectory, "Traces", name + ".actual");
            File.WriteAllText(path, actual);
            Assert.Fail($"The trace {name} differs; the new one is {path}.\n{FirstDifference(expected, actual)}");
        }
    }

    private static string WithoutRemarks(string text)
    {
        var lines = new List<string>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string kept = line.Split("  #")[0].TrimEnd();
            if (kept.Length > 0 && kept[0] != '#')
            {
                lines.Add(kept);
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        for (int i = 0; i < Math.Max(before.Length, after.Length); i++)
        {
            string old = i < before.Length ? before[i] : "(end)";
            string now = i < after.Length ? after[i] : "(end)";
            if (old != now)
            {
                return $"Line {i + 1}:\n  reviewed: {old}\n  now:      {now}";
            }
        }

        return string.Empty;
    }
}

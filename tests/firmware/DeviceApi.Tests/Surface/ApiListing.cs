namespace DeviceApi.Tests.Surface;

/// <summary>What a device assembly really offers: the listing of its public types, read off the assembly itself.</summary>
/// <remarks>
/// A type is one line that starts at the margin, its members follow indented. <c>params</c>, <c>readonly</c> and the
/// type behind an enumeration are not written in a listing, nor whether a property is virtual.
/// </remarks>
internal sealed class ApiListing
{
    private readonly Dictionary<string, ListedType> _types = [];

    private ApiListing()
    {
    }

    public ListedType? Find(string fullName) => _types.GetValueOrDefault(fullName);

    public static ApiListing Read(string assembly) => Parse(File.ReadLines(Path.Combine(RepositoryPaths.ApiListings, assembly + ".txt")));

    public static ApiListing Parse(IEnumerable<string> lines)
    {
        ApiListing listing = new();
        ListedType? current = null;
        foreach (string line in lines.Where(line => line.Trim().Length > 0))
        {
            if (!line.StartsWith("    ", StringComparison.Ordinal))
            {
                current = ListedType.Parse(line);
                listing._types.Add(current.FullName, current);
            }
            else
            {
                // Only the margin is cut: a default value may be a blank.
                (current ?? throw new FormatException($"A member stands before any type: {line}")).Members.Add(Normalise(line[4..]));
            }
        }

        return listing;
    }

    /// <summary>The one keyword type that listings spell both ways.</summary>
    private static string Normalise(string member) => member.Replace("System.UInt16", "ushort", StringComparison.Ordinal);
}

/// <summary>One type of a listing: its head (<c>sealed class System.String</c>), what it extends, its members.</summary>
internal sealed record ListedType(string Head, string FullName, string[] Bases, HashSet<string> Members)
{
    public static ListedType Parse(string line)
    {
        string[] parts = line.Split(" : ", 2);
        string head = parts[0].Trim();
        string[] bases = parts.Length == 2 ? parts[1].Split(", ", StringSplitOptions.TrimEntries) : [];
        return new ListedType(head, head[(head.LastIndexOf(' ') + 1)..], bases, []);
    }
}

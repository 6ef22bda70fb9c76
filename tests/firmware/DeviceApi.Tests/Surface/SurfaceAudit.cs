using Mono.Cecil;

namespace DeviceApi.Tests.Surface;

/// <summary>Finds what a surface claims and the device does not have.</summary>
internal static class SurfaceAudit
{
    /// <returns>One line per claim that no listing bears out; empty when the surface is honest.</returns>
    public static IReadOnlyList<string> Inventions(byte[] image, ApiListing listing)
    {
        using MemoryStream stream = new(image);
        using ModuleDefinition module = ModuleDefinition.ReadModule(stream);
        List<string> inventions = [];
        foreach (TypeDefinition type in module.GetTypes().Where(type => type.Name != "<Module>"))
        {
            string name = SignatureText.FullName(type);
            if (type.IsNotPublic || type.IsNestedAssembly || type.IsNestedPrivate)
            {
                inventions.Add($"{name}: a type that nobody outside can use");
                continue;
            }

            ListedType? listed = listing.Find(name);
            if (listed == null)
            {
                inventions.Add($"{name}: no such type on the device");
                continue;
            }

            inventions.AddRange(Differences(type, listed, listing).Select(difference => $"{name}: {difference}"));
        }

        return inventions;
    }

    private static IEnumerable<string> Differences(TypeDefinition type, ListedType listed, ApiListing listing)
    {
        string head = SignatureText.Head(type);
        if (head != listed.Head)
        {
            yield return $"declared as \"{head}\", on the device \"{listed.Head}\"";
        }

        HashSet<string> bases = AllBases(listed, listing);
        foreach (string claimed in SignatureText.Bases(type).Where(claimed => !bases.Contains(claimed)))
        {
            yield return $"does not extend {claimed} on the device";
        }

        foreach (string member in SignatureText.Members(type).Where(member => !IsListed(member, listed)))
        {
            yield return $"no such member on the device: {member}";
        }

        foreach (string member in SignatureText.InternalMembers(type))
        {
            yield return $"neither public nor private: {member}";
        }
    }

    private static HashSet<string> AllBases(ListedType listed, ApiListing listing)
    {
        HashSet<string> all = [];
        Queue<string> open = new(listed.Bases);
        while (open.TryDequeue(out string? name))
        {
            if (all.Add(name) && listing.Find(name) is ListedType type)
            {
                foreach (string further in type.Bases)
                {
                    open.Enqueue(further);
                }
            }
        }

        return all;
    }

    /// <summary>A property may be claimed with fewer accessors than the device has.</summary>
    private static bool IsListed(string member, ListedType listed) =>
        listed.Members.Contains(member)
        || (member.EndsWith("{ get; }", StringComparison.Ordinal) && listed.Members.Contains(member[..^1] + "set; }"));
}

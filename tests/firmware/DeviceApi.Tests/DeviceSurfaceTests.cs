using DeviceApi.Tests.Surface;

namespace DeviceApi.Tests;

/// <summary>The signatures under <c>firmware/device-api</c> against the listings of the real device assemblies.</summary>
public sealed class DeviceSurfaceTests
{
    [Fact]
    public void Every_member_of_the_surface_exists_on_the_device()
    {
        RequireListings();
        string[] inventions = [.. DeviceSurface.Instance.Assemblies.SelectMany(assembly =>
            SurfaceAudit.Inventions(DeviceSurface.Instance.Image(assembly.Name), ApiListing.Read(assembly.Name))
                .Select(invention => $"{assembly.Name}: {invention}"))];
        Assert.True(inventions.Length == 0, string.Join(Environment.NewLine, inventions));
    }

    [Fact]
    public void Every_folder_of_signatures_is_an_assembly_that_is_described()
    {
        string[] folders = [.. Directory.EnumerateDirectories(RepositoryPaths.DeviceApi).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];
        Assert.Equal(DeviceSurface.Instance.Assemblies.Select(assembly => assembly.Name).Order(StringComparer.Ordinal), folders);
    }

    [Theory]
    [InlineData("public class Object { public Object() => throw null; public int Length => throw null; }", "System.Object: no such member on the device: int Length { get; }")]
    [InlineData("public class Object { public Object(int seed) => throw null; }", "System.Object: no such member on the device: Object(int seed)")]
    [InlineData("public sealed class Object { public Object() => throw null; }", "System.Object: declared as \"sealed class System.Object\", on the device \"class System.Object\"")]
    [InlineData("public class Object { public Object() => throw null; internal void Log() => throw null; }", "System.Object: neither public nor private: System.Void System.Object::Log()")]
    [InlineData("public class Object { public Object() => throw null; } public class Uri { public Uri() => throw null; }", "System.Uri: no such type on the device")]
    [InlineData("public class Object { public Object() => throw null; } internal class Secret { }", "System.Secret: a type that nobody outside can use")]
    [InlineData("public class Object { public Object() => throw null; } public sealed class Version : ICloneable { private Version() => throw null; object ICloneable.Clone() => throw null; }", "System.Version: does not extend System.ICloneable on the device")]
    public void An_invented_member_or_type_is_found(string invention, string expected)
    {
        const string Rest = " public class Exception { public Exception() => throw null; } public struct Void { } public struct Int32 { } public abstract class ValueType { protected ValueType() => throw null; } public interface ICloneable { object Clone(); }";
        string[] listing =
        [
            "class System.Object", "    Object()",
            "class System.Exception", "    Exception()",
            "struct System.Void", "struct System.Int32",
            "abstract class System.ValueType", "    protected ValueType()",
            "interface System.ICloneable", "    object Clone()",
            "sealed class System.Version",
        ];
        byte[] image = DeviceSurface.CompileText("namespace System;" + invention + Rest);
        Assert.Equal([expected], SurfaceAudit.Inventions(image, ApiListing.Parse(listing)));
    }

    /// <summary>The listings stand beside the repository, not in it: a clone on its own can not compare.</summary>
    private static void RequireListings()
    {
        if (!Directory.Exists(RepositoryPaths.ApiListings))
        {
            string message = $"The listings of the device assemblies are not at {RepositoryPaths.ApiListings}: the surface can not be compared with them.";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") == null, message);
            Assert.Fail(message);
        }
    }
}

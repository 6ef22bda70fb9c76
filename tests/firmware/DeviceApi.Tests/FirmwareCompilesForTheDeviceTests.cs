using DeviceApi.Tests.Firmware;
using DeviceApi.Tests.Surface;

namespace DeviceApi.Tests;

/// <summary>Every firmware source against the device's API and nothing else.</summary>
public sealed class FirmwareCompilesForTheDeviceTests
{
    [Fact]
    public void Firmware_calls_only_what_the_device_has()
    {
        Assert.True(FirmwareBuild.Instance.Errors.Count == 0, string.Join(Environment.NewLine, FirmwareBuild.Instance.Errors));
        Assert.Equal(FirmwareProject.ForDevice.Select(project => project.Name).Order(), FirmwareBuild.Instance.Images.Keys.Order());
    }

    [Theory]
    [InlineData("class C { int M() => System.Math.Abs(1); }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { void M() { System.Threading.Tasks.Task t = null; } }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { int M(int[] values) => System.Linq.Enumerable.Count(values); }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { string M(string text) => text.Replace('a', 'b'); }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { int? M() => null; }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { System.Collections.Generic.List<int> M() => null; }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { (int, int) M() => (1, 2); }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { System.DateTime M() => System.DateTime.Now; }", "nanoFramework.CoreLibrary")]
    public void A_call_to_what_a_project_does_not_have_is_an_error(string source, string package)
    {
        Assert.Throws<InvalidOperationException>(() => FirmwareBuild.CompileText(source, DeviceSurface.Instance.ReferencesOf([package])));
    }

    [Theory]
    [InlineData("class C { int M() => System.Math.Abs(1); }", "nanoFramework.System.Math")]
    [InlineData("class C { string M(int value, string name) => $\"{name} is {value}\"; }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { object _gate = new object(); void M() { lock (_gate) { } } }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { static readonly byte[] Table = { 1, 2, 3, 4 }; readonly struct S { readonly int _a; } }", "nanoFramework.CoreLibrary")]
    [InlineData("class C { int M(string text) { int n = 0; foreach (char c in text) { n += c; } return text switch { \"a\" => 1, \"b\" => 2, _ => n }; } }", "nanoFramework.CoreLibrary")]
    public void What_the_compiler_needs_for_ordinary_code_is_there(string source, string package)
    {
        Assert.NotEmpty(FirmwareBuild.CompileText(source, DeviceSurface.Instance.ReferencesOf([package])));
    }
}

using DeviceApi.Tests.Firmware;
using DeviceApi.Tests.Rules;

namespace DeviceApi.Tests;

/// <summary>What compiles against the device's API and still would not run there.</summary>
public sealed class FirmwareKeepsTheDeviceRulesTests
{
    [Fact]
    public void Firmware_holds_nothing_that_the_device_does_not_run()
    {
        Assert.NotEmpty(FirmwareBuild.Instance.Images);
        string[] violations = [.. FirmwareBuild.Instance.Images.SelectMany(image =>
            DeviceRules.Check(image.Value, DeviceRules.All).Select(violation => $"{image.Key}: {violation}"))];
        Assert.True(violations.Length == 0, string.Join(Environment.NewLine, violations));
    }
}

using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>Something that compiles against the device's API and yet does not work there.</summary>
internal interface IDeviceRule
{
    /// <summary>All places in an assembly where the rule is broken.</summary>
    IEnumerable<Violation> Check(ModuleDefinition module);
}

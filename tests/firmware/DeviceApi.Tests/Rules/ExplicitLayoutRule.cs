using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>Every field of the runtime is a block of its own: overlapping ones keep separate values, silently.</summary>
internal sealed class ExplicitLayoutRule : IDeviceRule
{
    // The compiler lays out the data of array initialisers in types of its own.
    private const string CompilerData = "<PrivateImplementationDetails>";

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from type in CodeWalk.Types(module)
        where type.IsExplicitLayout && type.DeclaringType?.Name != CompilerData
        select new Violation(CodeWalk.Place(type), $"{type.FullName} lays its fields out explicitly, which the device ignores: convert with BitConverter or shifts");
}

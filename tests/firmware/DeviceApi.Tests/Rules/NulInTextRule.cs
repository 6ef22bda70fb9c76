using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>A string ends at its first U+0000 on the device, which stores text as zero-terminated UTF-8.</summary>
internal sealed class NulInTextRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where step.Instruction.Operand is string text && text.Contains('\0', StringComparison.Ordinal)
        select new Violation(CodeWalk.Place(step.Method, step.Instruction), "this text ends at its U+0000 on the device: keep such data in a byte or char array");
}

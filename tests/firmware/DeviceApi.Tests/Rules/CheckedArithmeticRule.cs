using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// The interpreter runs the overflow-checking instructions as the plain ones: code that counts on an
/// <c>OverflowException</c> goes on with a wrong number.
/// </summary>
internal sealed class CheckedArithmeticRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where step.Instruction.OpCode.Name.Contains(".ovf", StringComparison.Ordinal)
        select new Violation(
            CodeWalk.Place(step.Method, step.Instruction),
            $"{step.Instruction.OpCode.Name} does not throw on the device: check the range, or convert the length to int");
}

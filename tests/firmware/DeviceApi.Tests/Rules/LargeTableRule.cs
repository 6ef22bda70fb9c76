using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// The data of an array initialiser lies in flash, but the array it fills is on the heap (about 110 KB without PSRAM),
/// for good where it is static. A large table belongs in a resource that is read in slices.
/// </summary>
internal sealed class LargeTableRule : IDeviceRule
{
    public const int BytesMax = 2048;

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where step.Instruction.OpCode.Code == Code.Ldtoken
        let data = (step.Instruction.Operand as FieldReference)?.Resolve()
        where data != null && data.InitialValue.Length > BytesMax
        select new Violation(
            CodeWalk.Place(step.Method, step.Instruction),
            $"this initialiser copies {data.InitialValue.Length} bytes to the heap (at most {BytesMax}): put the table in a resource");
}

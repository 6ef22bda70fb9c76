using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>The device keeps no names of enumeration members: <c>ToString</c> gives the number there and the name on .NET.</summary>
internal sealed class EnumTextRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where step.Instruction.OpCode.Code == Code.Constrained
        let type = (step.Instruction.Operand as TypeReference)?.Resolve()
        where type is { IsEnum: true } && step.Instruction.Next?.Operand is MethodReference { Name: "ToString" }
        select new Violation(CodeWalk.Place(step.Method, step.Instruction), $"the text of {type.Name} is a number on the device: write the name with a switch");
}

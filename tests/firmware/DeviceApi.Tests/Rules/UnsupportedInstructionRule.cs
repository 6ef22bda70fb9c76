using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>Instructions that stop the interpreter, as its dispatch lists them.</summary>
internal sealed class UnsupportedInstructionRule : IDeviceRule
{
    private static readonly HashSet<Code> Unsupported =
    [
        Code.Arglist, Code.Cpblk, Code.Jmp, Code.Initblk, Code.Calli, Code.Ckfinite, Code.Localloc,
        Code.Mkrefany, Code.Refanytype, Code.Refanyval, Code.Readonly,
    ];

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where Unsupported.Contains(step.Instruction.OpCode.Code)
        select new Violation(CodeWalk.Place(step.Method, step.Instruction), $"the device's interpreter does not run {step.Instruction.OpCode.Name}");
}

using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>The 1.x runtime has no generics: neither types nor methods, its own or ours.</summary>
internal sealed class GenericsRule : IDeviceRule
{
    private const string Reason = "is generic, and the device's runtime knows no generics: write the type out";

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in CodeWalk.Types(module).Where(type => type.HasGenericParameters))
        {
            yield return new Violation(CodeWalk.Place(type), $"{type.FullName} {Reason}");
        }

        foreach (MethodDefinition method in CodeWalk.Methods(module).Where(method => method.HasGenericParameters))
        {
            yield return new Violation(CodeWalk.Place(method), $"{method.Name} {Reason}");
        }

        foreach ((string place, TypeReference mentioned) in CodeWalk.MentionedTypes(module))
        {
            foreach (TypeReference generic in CodeWalk.Parts(mentioned).Where(part => part is GenericInstanceType))
            {
                yield return new Violation(place, $"{generic.FullName} {Reason}");
            }
        }

        foreach ((MethodDefinition method, Instruction instruction) in CodeWalk.Instructions(module))
        {
            if (instruction.Operand is GenericInstanceMethod called)
            {
                yield return new Violation(CodeWalk.Place(method, instruction), $"{called.Name} {Reason}");
            }
        }
    }
}

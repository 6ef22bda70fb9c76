using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// The device's format of an assembly (.pe) counts in 16 bits: code and strings hold at most 65,535 bytes each, a branch reaches
/// 32,767. It counts in 8 bits the locals and parameters of a method, the methods of a type, the targets of a switch. Above that the
/// metadata processor stops, or cuts off without a word.
/// </summary>
internal sealed class AssemblySizeRule : IDeviceRule
{
    public const int TableBytesMax = ushort.MaxValue;
    public const int BranchBytesMax = short.MaxValue;
    public const int CountMax = byte.MaxValue;

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        int code = CodeWalk.Methods(module).Where(method => method.HasBody).Sum(method => DeviceCodeSize.Of(method.Body));
        if (code > TableBytesMax)
        {
            yield return new Violation(module.Assembly.Name.Name, $"{code} bytes of code, and one assembly on the device holds {TableBytesMax}: split the library");
        }

        int strings = Strings(module).Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
        if (strings > TableBytesMax)
        {
            yield return new Violation(module.Assembly.Name.Name, $"{strings} bytes of names and texts, and one assembly on the device holds {TableBytesMax}: move texts to a resource");
        }

        foreach (TypeDefinition type in CodeWalk.Types(module).Where(type => type.Methods.Count > CountMax))
        {
            yield return new Violation(CodeWalk.Place(type), $"{type.Name} has {type.Methods.Count} methods, and the device counts to {CountMax}");
        }

        foreach (MethodDefinition method in CodeWalk.Methods(module))
        {
            int locals = method.HasBody ? method.Body.Variables.Count : 0;
            if (locals > CountMax || method.Parameters.Count > CountMax)
            {
                yield return new Violation(CodeWalk.Place(method), $"{method.Name} has {locals} locals and {method.Parameters.Count} parameters, and the device counts to {CountMax}");
            }

            if (method.HasBody && DeviceCodeSize.Of(method.Body) > BranchBytesMax)
            {
                yield return new Violation(CodeWalk.Place(method), $"{method.Name} has {DeviceCodeSize.Of(method.Body)} bytes, and a branch on the device reaches {BranchBytesMax}: split it");
            }
        }

        foreach ((MethodDefinition method, Instruction instruction) in CodeWalk.Instructions(module))
        {
            if (instruction.Operand is Instruction[] targets && targets.Length > CountMax)
            {
                yield return new Violation(CodeWalk.Place(method, instruction), $"a switch with {targets.Length} targets, and the device counts to {CountMax}: use a table");
            }
        }
    }

    /// <summary>Each distinct text that the device's string table must hold.</summary>
    private static HashSet<string> Strings(ModuleDefinition module)
    {
        HashSet<string> strings = [];
        foreach (TypeDefinition type in CodeWalk.Types(module))
        {
            strings.Add(type.Name);
            strings.Add(type.Namespace);
            strings.UnionWith(type.Fields.Select(field => field.Name));
            strings.UnionWith(type.Methods.Select(method => method.Name));
        }

        strings.UnionWith(module.GetTypeReferences().SelectMany(reference => new[] { reference.Name, reference.Namespace }));
        strings.UnionWith(module.GetMemberReferences().Select(reference => reference.Name));
        strings.UnionWith(CodeWalk.Instructions(module).Select(step => step.Instruction.Operand).OfType<string>());
        return strings;
    }
}

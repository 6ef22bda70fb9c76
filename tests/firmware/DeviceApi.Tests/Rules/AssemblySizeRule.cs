using System.Text;
using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// The device's format of an assembly (.pe) counts in 16 bits: code and strings hold at most 65,535 bytes each, and in 8 bits where a
/// method counts its locals and parameters and a type its methods. The metadata processor stops, or cuts off, above that.
/// </summary>
internal sealed class AssemblySizeRule : IDeviceRule
{
    public const int TableBytesMax = ushort.MaxValue;
    public const int CountMax = byte.MaxValue;

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        // The device's code is as long as ours or shorter: its tokens take two bytes in place of four.
        int code = CodeWalk.Methods(module).Where(method => method.HasBody).Sum(method => method.Body.CodeSize);
        if (code > TableBytesMax)
        {
            yield return new Violation(module.Assembly.Name.Name, $"{code} bytes of IL, and one assembly on the device holds {TableBytesMax}: split the library");
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

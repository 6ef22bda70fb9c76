using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// .NET initialises a class when it is first used. The device runs all static initialisers once at start-up, in the order of its
/// method table: an initialiser that looks at another class's static field may find zero or null there.
/// </summary>
internal sealed class StaticOrderRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from initialiser in CodeWalk.Methods(module)
        where IsStaticInitialiser(initialiser)
        from read in Reads(initialiser)
        where read.Field.DeclaringType != initialiser.DeclaringType && read.Field.DeclaringType.Methods.Any(IsStaticInitialiser)
        select new Violation(
            read.Place,
            $"the static initialiser of {initialiser.DeclaringType.Name} comes to read {read.Field.DeclaringType.Name}.{read.Field.Name}, which the device may set later: make it a constant or build it on first use");

    private static bool IsStaticInitialiser(MethodDefinition method) => method.IsConstructor && method.IsStatic;

    /// <summary>Every static field that a method reads, itself or in what it calls or hands on in the same assembly.</summary>
    private static IEnumerable<(string Place, FieldDefinition Field)> Reads(MethodDefinition start)
    {
        HashSet<MethodDefinition> seen = [start];
        Queue<MethodDefinition> open = new(seen);
        while (open.TryDequeue(out MethodDefinition? method))
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (instruction.OpCode.Code is Code.Ldsfld or Code.Ldsflda && instruction.Operand is FieldDefinition field)
                {
                    yield return (CodeWalk.Place(method, instruction), field);
                }

                if (instruction.Operand is MethodDefinition { HasBody: true } next && seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }
    }
}

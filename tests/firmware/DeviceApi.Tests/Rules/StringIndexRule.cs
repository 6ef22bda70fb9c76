using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// A string is UTF-8 on the device: an index walks it from the start, and at the second half of a surrogate pair it gives the
/// first half again. <c>ToCharArray</c> is right, and walks once.
/// </summary>
internal sealed class StringIndexRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from step in CodeWalk.Instructions(module)
        where step.Instruction.Operand is MethodReference { Name: "get_Chars", DeclaringType.FullName: "System.String" }
        // A switch on strings looks at single characters before it compares: with the program's own texts, that is right.
        where !CodeWalk.IsCompilersOwn(step.Method, step.Instruction)
        select new Violation(CodeWalk.Place(step.Method, step.Instruction), "an index into a string is slow on the device, and wrong outside the basic plane: take ToCharArray() first");
}

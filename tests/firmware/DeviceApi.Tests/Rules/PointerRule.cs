using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>Pointers would pass by the bounds checks that bytes from outside must meet; the runtime knows only those its own library uses.</summary>
internal sealed class PointerRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from mention in CodeWalk.MentionedTypes(module)
        from part in CodeWalk.Parts(mention.Type)
        where part is PointerType or FunctionPointerType or PinnedType
        select new Violation(mention.Place, $"{part.FullName} is a pointer: index the array instead");
}

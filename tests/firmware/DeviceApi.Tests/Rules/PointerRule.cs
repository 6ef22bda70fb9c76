using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>The runtime moves objects and has no addresses to hand out: pointers and pinning mean nothing there.</summary>
internal sealed class PointerRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from mention in CodeWalk.MentionedTypes(module)
        from part in CodeWalk.Parts(mention.Type)
        where part is PointerType or FunctionPointerType or PinnedType
        select new Violation(mention.Place, $"{part.FullName} is a pointer: index the array instead");
}

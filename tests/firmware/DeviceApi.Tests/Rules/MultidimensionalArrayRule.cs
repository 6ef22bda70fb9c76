using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>The metadata processor stops at an array of more than one dimension.</summary>
internal sealed class MultidimensionalArrayRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from mention in CodeWalk.MentionedTypes(module)
        from part in CodeWalk.Parts(mention.Type)
        where part is ArrayType { IsVector: false }
        select new Violation(mention.Place, $"{part.FullName} has more than one dimension: use an array of arrays, or one array and an index");
}

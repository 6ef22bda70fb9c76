using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>The compiler turns <c>async</c> methods and iterators into classes that rest on types the device lacks.</summary>
internal sealed class StateMachineRule : IDeviceRule
{
    // Roslyn names the class of a state machine "<Method>d__N".
    private const string StateMachineMark = ">d__";

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from type in CodeWalk.Types(module)
        where type.Name.Contains(StateMachineMark, StringComparison.Ordinal)
        select new Violation(CodeWalk.Place(type), $"{type.Name} is the state machine of an async method or an iterator: write the loop out");
}

using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>Nodes run stock images: there is no native code of ours to call.</summary>
internal sealed class NativeCodeRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from method in CodeWalk.Methods(module)
        where method.IsInternalCall || method.IsPInvokeImpl
        select new Violation(CodeWalk.Place(method), $"{method.Name} is native code, which a stock image does not hold");
}

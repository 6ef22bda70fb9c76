using Mono.Cecil;

namespace DeviceApi.Tests.Rules;

/// <summary>
/// The core library says that interfaces may have bodies, and the compiler believes it; the runtime looks for the method in the
/// class alone and throws when it is not there.
/// </summary>
internal sealed class InterfaceBodyRule : IDeviceRule
{
    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from method in CodeWalk.Methods(module)
        where method.DeclaringType.IsInterface && method.HasBody
        select new Violation(CodeWalk.Place(method), $"{method.DeclaringType.Name}.{method.Name} has its body in an interface, which the device does not find: move it to a class");
}

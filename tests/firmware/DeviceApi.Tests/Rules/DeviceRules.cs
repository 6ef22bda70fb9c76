using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DeviceApi.Tests.Rules;

/// <summary>The rules that every firmware assembly must keep.</summary>
internal static class DeviceRules
{
    public static readonly IDeviceRule[] All =
    [
        new GenericsRule(),
        new MultidimensionalArrayRule(),
        new CheckedArithmeticRule(),
        new StateMachineRule(),
        new UnsupportedInstructionRule(),
        new PointerRule(),
        new NativeCodeRule(),
        new ExplicitLayoutRule(),
        new InterfaceBodyRule(),
        new StaticOrderRule(),
        new EnumTextRule(),
        new NulInTextRule(),
        new StringIndexRule(),
        new LargeTableRule(),
        new AssemblySizeRule(),
    ];

    /// <summary>Checks one assembly, with file and line where it carries them.</summary>
    public static IReadOnlyList<Violation> Check(byte[] image, params IDeviceRule[] rules)
    {
        using MemoryStream stream = new(image);
        using ModuleDefinition module = ModuleDefinition.ReadModule(stream, new ReaderParameters
        {
            ReadSymbols = true,
            SymbolReaderProvider = new EmbeddedPortablePdbReaderProvider(),
        });
        return [.. rules.SelectMany(rule => rule.Check(module)).Distinct()];
    }
}

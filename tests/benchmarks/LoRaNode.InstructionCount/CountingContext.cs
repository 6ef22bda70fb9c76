using System.Reflection;
using System.Runtime.Loader;

namespace LoRaNode.InstructionCount;

/// <summary>
/// Runs ordinary static methods with counted copies of some assemblies: the method's own assembly is loaded a second time in here, and
/// what it refers to is rewritten on the way in. So a workload is plain typed code that calls <see cref="InstructionMeter.Count"/>.
/// </summary>
public sealed class CountingContext : AssemblyLoadContext
{
    private readonly HashSet<string> _counted;
    private string _folder = string.Empty;
    private string _workload = string.Empty;

    /// <summary>Creates a context.</summary>
    /// <param name="countedAssemblies">Names of the assemblies to count, such as <c>LoRaNode.Core</c>.</param>
    public CountingContext(params string[] countedAssemblies)
    {
        _counted = [.. countedAssemblies];
    }

    /// <summary>Assemblies that the workload works on the counted ones with: loaded a second time, as they are.</summary>
    public IReadOnlyCollection<string> Beside { get; init; } = [];

    /// <summary>True to mark the blocks run through in <see cref="CoverageMap"/> instead of counting instructions.</summary>
    public bool ForCoverage { get; init; }

    /// <summary>True to tell <see cref="CallCosts"/> where the instructions went; slower.</summary>
    public bool ForCalls { get; init; }

    /// <summary>Runs a static method whose arguments and result are types of the platform.</summary>
    /// <param name="workload">A static method of a class that is no generic one.</param>
    /// <param name="arguments">Its arguments.</param>
    public object? Run(Delegate workload, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(workload);
        Type type = workload.Method.DeclaringType!;
        _folder = Path.GetDirectoryName(type.Assembly.Location)!;
        _workload = type.Assembly.GetName().Name!;
        Type copy = LoadFromAssemblyName(type.Assembly.GetName()).GetType(type.FullName!, throwOnError: true)!;
        MethodInfo method = copy.GetMethod(workload.Method.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new ArgumentException("The workload is no static method.", nameof(workload));
        return method.Invoke(null, arguments);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        if (assemblyName.Name is not { } name || name == typeof(InstructionMeter).Assembly.GetName().Name)
        {
            return null;
        }

        string path = Path.Combine(_folder, name + ".dll");
        if (_counted.Contains(name))
        {
            using MemoryStream woven = InstructionWeaver.Weave(path, ForCoverage, ForCalls);
            return LoadFromStream(woven);
        }

        return name == _workload || Beside.Contains(name) ? LoadFromAssemblyPath(path) : null;
    }
}

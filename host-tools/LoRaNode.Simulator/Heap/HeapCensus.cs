using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using LoRaNode.Core.Journal;
using LoRaNode.Core.Security;
using LoRaNode.Core.Text;
using LoRaNode.Radio;

namespace LoRaNode.Simulator.Heap;

/// <summary>Objects and bytes of one module of the firmware.</summary>
/// <param name="Name">Namespace without <c>LoRaNode</c>, such as <c>Core.Relay</c>.</param>
/// <param name="Objects">Objects, arrays and strings.</param>
/// <param name="Bytes">Bytes on the device's heap.</param>
public sealed record HeapModule(string Name, int Objects, int Bytes);

/// <summary>What a field of the firmware holds: its object or array, and those within it that are no firmware objects of their own.</summary>
/// <param name="Field">Type and field, such as <c>JournalPage.Bytes</c>.</param>
/// <param name="Objects">Objects, arrays and strings.</param>
/// <param name="Bytes">Bytes on the device's heap.</param>
public sealed record HeapField(string Field, int Objects, int Bytes);

/// <summary>Result of a count.</summary>
/// <param name="Modules">By module, the largest first.</param>
/// <param name="Fields">By field, the largest first.</param>
public sealed record HeapCount(IReadOnlyList<HeapModule> Modules, IReadOnlyList<HeapField> Fields)
{
    /// <summary>Bytes of all modules.</summary>
    public int Bytes => Modules.Sum(module => module.Bytes);
}

/// <summary>
/// Counts what is reachable from some objects and from the static fields of the firmware, with the sizes that it has on the device. An array,
/// a string or a collection belongs to the module of the firmware object that it was first reached from. What is not firmware (the
/// simulated chip, flash and cipher) counts as one adapter object without what it holds.
/// </summary>
public sealed class HeapCensus
{
    private const string Prefix = "LoRaNode.";

    // Field count of an adapter object, and of a delegate (target, method, link).
    private const int AdapterFields = 8;
    private const int DelegateFields = 2;
    private const int AesFields = 3;
    private const int AesBlockBytes = 16;

    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Ways out of the firmware: what implements them differs on the device.</summary>
    private static readonly Type[] Adapters = [typeof(IFileVolume), typeof(IAes), typeof(ITextModelStore), typeof(IRadioBus), typeof(IRadioPins)];

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (int Objects, int Bytes)> _modules = [];
    private readonly Dictionary<string, (int Objects, int Bytes)> _fields = [];
    private readonly Stack<(object Thing, string Module, string Field)> _open = new();
    private readonly HashSet<Assembly> _firmware = [];

    private HeapCensus()
    {
    }

    /// <summary>Counts. The firmware's assemblies are those of the roots' types and those that <paramref name="also"/> belong to.</summary>
    public static HeapCount Of(IEnumerable<object> roots, params Type[] also)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var census = new HeapCensus();
        var all = roots.ToList();
        foreach (var type in all.Select(root => root.GetType()).Concat(also))
        {
            census._firmware.Add(type.Assembly);
        }

        foreach (var assembly in census._firmware)
        {
            census.Add("tables and static fields", assembly.GetName().Name!, 1, DeviceSizes.OfAssembly(assembly));
            census.OpenStatics(assembly);
        }

        foreach (var root in all)
        {
            census.Open(root, ModuleOf(root.GetType()), root.GetType().Name);
        }

        while (census._open.TryPop(out var next))
        {
            census.Count(next.Thing, next.Module, next.Field);
        }

        return new HeapCount(
            [.. census._modules.Select(m => new HeapModule(m.Key, m.Value.Objects, m.Value.Bytes)).OrderByDescending(m => m.Bytes)],
            [.. census._fields.Select(f => new HeapField(f.Key, f.Value.Objects, f.Value.Bytes)).OrderByDescending(f => f.Bytes)]);
    }

    private static string ModuleOf(Type type)
    {
        var name = type.Namespace ?? string.Empty;
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    private void OpenStatics(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => !type.IsGenericTypeDefinition && !IsAdapter(type)))
        {
            // A type that nothing has used yet is not initialised on the device either; here it is, so that nothing is forgotten.
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var field in type.GetFields(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (!field.IsLiteral && !field.FieldType.IsValueType && field.GetValue(null) is { } value)
                {
                    Open(value, ModuleOf(type), $"{type.Name}.{field.Name}");
                }
            }
        }
    }

    private void Open(object thing, string module, string field)
    {
        if (_seen.Add(thing))
        {
            _open.Push((thing, module, field));
        }
    }

    private void Count(object thing, string module, string label)
    {
        var type = thing.GetType();
        switch (thing)
        {
            case string text:
                Add(module, label, 1, DeviceSizes.OfString(text));
                return;
            case Array array:
                Add(module, label, 1, DeviceSizes.OfArray(type.GetElementType()!, array.Length));
                OpenElements(array, module, label);
                return;
            case Delegate:
                Add(module, label, 1, DeviceSizes.OfObject(DelegateFields));
                return;
            case ArrayList list:
                // Two fields and an array of references.
                Add(module, label, 2, DeviceSizes.OfObject(2) + DeviceSizes.OfArray(typeof(object), list.Capacity));
                OpenElements(list, module, label);
                return;
        }

        // A storage in memory is the firmware's, on another medium.
        while (!_firmware.Contains(type.Assembly) && type.BaseType is { } inherited && _firmware.Contains(inherited.Assembly))
        {
            type = inherited;
        }

        if (!_firmware.Contains(type.Assembly) || IsAdapter(type))
        {
            if (typeof(IAes).IsAssignableFrom(type))
            {
                // On the device: the adapter and the runtime's object for each of two modes, with three fields each; a key and a start vector.
                Add("adapters", label, 3, 3 * DeviceSizes.OfObject(AesFields));
                Add("adapters", label, 2, 2 * DeviceSizes.OfArray(typeof(byte), AesBlockBytes));
                return;
            }

            Add("adapters", label, 1, DeviceSizes.OfObject(AdapterFields));
            return;
        }

        var own = ModuleOf(type);
        Add(own, label, 1, DeviceSizes.OfObject(Fields(type).Count()));
        foreach (var field in Fields(type))
        {
            if (field.GetValue(thing) is not { } value)
            {
                continue;
            }

            if (!field.FieldType.IsValueType)
            {
                Open(value, own, $"{type.Name}.{field.Name}");
            }
            else if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
            {
                // A struct within an object is an object of its own on the device.
                Add(own, label, 1, DeviceSizes.OfObject(Fields(field.FieldType).Count()));
            }
        }
    }

    private void OpenElements(IEnumerable elements, string module, string field)
    {
        foreach (var element in elements)
        {
            if (element is not null && !element.GetType().IsValueType)
            {
                Open(element, module, field);
            }
        }
    }

    private void Add(string module, string field, int objects, int bytes)
    {
        AddTo(_modules, module, objects, bytes);
        AddTo(_fields, field, objects, bytes);
    }

    private static void AddTo(Dictionary<string, (int Objects, int Bytes)> sums, string key, int objects, int bytes)
    {
        sums.TryGetValue(key, out var soFar);
        sums[key] = (soFar.Objects + objects, soFar.Bytes + bytes);
    }

    private static bool IsAdapter(Type type) => !type.IsInterface && Adapters.Any(adapter => adapter.IsAssignableFrom(type));

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            foreach (var field in t.GetFields(Declared))
            {
                yield return field;
            }
        }
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace LoRaNode.InstructionCount;

/// <summary>
/// Counts the IL instructions that a library executes: a copy of it, rewritten in memory, adds up the length of each basic
/// block it enters. Instructions of the library count, also in the methods it calls in itself; a call of the framework counts
/// as the one instruction it is, as on the device, where the framework is native. Not for several threads at once.
/// </summary>
public sealed class InstructionCounter
{
    private readonly FieldInfo _executed;

    private InstructionCounter(Assembly assembly)
    {
        Library = assembly;
        _executed = assembly.GetType(BlockCounting.CounterType, throwOnError: true)!.GetField(BlockCounting.CounterField)!;
    }

    /// <summary>The rewritten copy. Its types are not those of the original: reach them by reflection, or by delegates over framework types.</summary>
    public Assembly Library { get; }

    /// <summary>The instructions executed since <see cref="Reset"/>.</summary>
    public long Executed => (long)_executed.GetValue(null)!;

    /// <summary>Loads a copy of a library that counts. Each call makes one of its own.</summary>
    public static InstructionCounter Load(Assembly library)
    {
        byte[] image = BlockCounting.Rewrite(library.Location);
        var context = new AssemblyLoadContext(library.GetName().Name + " counted", isCollectible: true);
        using var stream = new MemoryStream(image);
        return new InstructionCounter(context.LoadFromStream(stream));
    }

    /// <summary>Starts from zero.</summary>
    public void Reset()
    {
        _executed.SetValue(null, 0L);
    }

    /// <summary>Creates an object of the copy.</summary>
    public object Create(string typeName, params object?[] arguments)
    {
        return Activator.CreateInstance(Library.GetType(typeName, throwOnError: true)!, arguments)!;
    }

    /// <summary>A method of an object of the copy (or a static one, of a type) as a delegate.</summary>
    public static TDelegate Bind<TDelegate>(object target, string method)
        where TDelegate : Delegate
    {
        return target is Type type
            ? (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), type, method)
            : (TDelegate)Delegate.CreateDelegate(typeof(TDelegate), target, method);
    }

    /// <summary>Counts what an action executes.</summary>
    public long Count(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        long before = Executed;
        action();
        return Executed - before;
    }
}

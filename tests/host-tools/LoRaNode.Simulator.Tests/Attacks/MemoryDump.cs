using System.Reflection;
using System.Text;
using LoRaNode.Core.Journal;

namespace LoRaNode.Simulator.Tests.Attacks;

/// <summary>
/// What somebody finds who reads a node's memory and flash: the contents of every array, text and field of numbers that can be reached
/// from an object, and every file. Objects of the platform are not entered, nor of the simulation: on a board the interpreter's own memory and the
/// radio chip take their place.
/// </summary>
internal sealed class MemoryDump
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Where, byte[] Bytes)> _found = [];

    public int Objects => _seen.Count;

    public static MemoryDump Of(object root, IFileVolume flash)
    {
        var dump = new MemoryDump();
        dump.Walk(root, root.GetType().Name);
        foreach (string name in flash.List())
        {
            byte[] file = new byte[flash.Length(name)];
            flash.Read(name, 0, file, 0, file.Length);
            dump._found.Add(("flash:" + name, file));
        }

        return dump;
    }

    /// <summary>Where the bytes are found; empty when nowhere.</summary>
    public IReadOnlyList<string> Find(byte[] pattern) => [.. _found.Where(f => f.Bytes.AsSpan().IndexOf(pattern) >= 0).Select(f => f.Where)];

    public IReadOnlyList<string> Find(string text) => [.. Find(Encoding.UTF8.GetBytes(text)), .. Find(Encoding.Unicode.GetBytes(text))];

    private void Walk(object? value, string where)
    {
        switch (value)
        {
            case null or Delegate or Type or MemberInfo:
                return;
            case string text:
                _found.Add((where, Encoding.Unicode.GetBytes(text)));
                return;
        }

        if (value.GetType().IsValueType || !_seen.Add(value))
        {
            return;
        }

        if (value is Array array)
        {
            WalkArray(array, where);
            return;
        }

        if (!IsOurs(value.GetType()))
        {
            return;
        }

        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{where}.{field.Name}");
            }
        }
    }

    private void WalkArray(Array array, string where)
    {
        if (array.GetType().GetElementType() is { IsPrimitive: true })
        {
            byte[] bytes = new byte[Buffer.ByteLength(array)];
            Buffer.BlockCopy(array, 0, bytes, 0, bytes.Length);
            _found.Add((where, bytes));
            return;
        }

        for (int i = 0; i < array.Length; i++)
        {
            Walk(array.GetValue(i), $"{where}[{i}]");
        }
    }

    private static bool IsOurs(Type type)
    {
        string name = type.Assembly.GetName().Name ?? string.Empty;
        return name is "LoRaNode.Core" or "LoRaNode.Node" or "LoRaNode.Radio" or "LoRaNode.Sx127x";
    }
}

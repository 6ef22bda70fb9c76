using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace LoRaNode.Simulator.Heap;

/// <summary>
/// Bytes of things on the managed heap of .NET nanoFramework 1.x, from its interpreter's headers (<c>nanoCLR_Runtime__HeapBlock.h</c>,
/// <c>nanoCLR_Runtime.h</c>): everything is made of blocks of 12 bytes; an object is one block and one for each field whatever its type;
/// an array is a block, 8 bytes and its elements, where a reference takes a block; text is UTF-8 behind one block.
/// </summary>
public static class DeviceSizes
{
    /// <summary>Bytes of a heap block.</summary>
    public const int Block = 12;

    private const int ArrayHeader = Block + 8;

    // Cross-reference tables that the loader makes for each assembly.
    private const int TypeTable = 8;
    private const int FieldTable = 2;
    private const int MethodTable = 2;
    private const int ReferenceTable = 4;

    /// <summary>Bytes of an object with that many fields, those of its base types included.</summary>
    public static int OfObject(int fields) => Block * (1 + fields);

    /// <summary>Bytes of an array.</summary>
    public static int OfArray(Type element, int length) => Rounded(ArrayHeader + (length * Element(element)));

    /// <summary>Bytes of a string.</summary>
    public static int OfString(string text) => Rounded(Block + Encoding.UTF8.GetByteCount(text) + 1);

    /// <summary>
    /// Bytes of an assembly's tables and static fields: its own types, fields and methods, and what it refers to in others, as its file
    /// counts them. Constants and the members of enumerations do not exist at run time.
    /// </summary>
    public static int OfAssembly(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".dll")));
        var metadata = file.GetMetadataReader();
        var fields = metadata.FieldDefinitions.Select(field => metadata.GetFieldDefinition(field).Attributes)
            .Where(attributes => !attributes.HasFlag(FieldAttributes.Literal)).ToList();
        var references = metadata.GetTableRowCount(TableIndex.TypeRef)
            + metadata.GetTableRowCount(TableIndex.MemberRef)
            + metadata.GetTableRowCount(TableIndex.AssemblyRef);
        return Rounded((metadata.GetTableRowCount(TableIndex.TypeDef) * TypeTable)
            + (fields.Count * FieldTable)
            + (metadata.GetTableRowCount(TableIndex.MethodDef) * MethodTable)
            + (references * ReferenceTable)
            + (fields.Count(attributes => attributes.HasFlag(FieldAttributes.Static)) * Block));
    }

    private static int Element(Type type)
    {
        if (type.IsEnum)
        {
            return Element(type.GetEnumUnderlyingType());
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
            TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => Block,
        };
    }

    private static int Rounded(int bytes) => (bytes + Block - 1) / Block * Block;
}

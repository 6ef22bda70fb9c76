namespace System.Runtime.InteropServices;

public enum CharSet
{
    None = 1,
    Ansi = 2,
    Unicode = 3,
    Auto = 4,
}

public enum LayoutKind
{
    Sequential = 0,
    Explicit = 2,
    Auto = 3,
}

public sealed class OutAttribute : Attribute
{
    public OutAttribute() => throw null;
}

public sealed class StructLayoutAttribute : Attribute
{
    public int Pack;
    public int Size;
    public CharSet CharSet;
    public StructLayoutAttribute(LayoutKind layoutKind) => throw null;
    public StructLayoutAttribute(short layoutKind) => throw null;
    public LayoutKind Value => throw null;
}

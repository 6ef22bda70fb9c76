namespace System;

public abstract class Attribute
{
    protected Attribute() => throw null;
}

public enum AttributeTargets
{
    Assembly = 1,
    Module = 2,
    Class = 4,
    Struct = 8,
    Enum = 16,
    Constructor = 32,
    Method = 64,
    Property = 128,
    Field = 256,
    Event = 512,
    Interface = 1024,
    Parameter = 2048,
    Delegate = 4096,
    ReturnValue = 8192,
    All = 16383,
}

public sealed class AttributeUsageAttribute : Attribute
{
    public AttributeUsageAttribute(AttributeTargets validOn) => throw null;
    public AttributeTargets ValidOn => throw null;

    public bool AllowMultiple
    {
        get => throw null;
        set => throw null;
    }

    public bool Inherited
    {
        get => throw null;
        set => throw null;
    }
}

public class FlagsAttribute : Attribute
{
    public FlagsAttribute() => throw null;
}

public sealed class MTAThreadAttribute : Attribute
{
    public MTAThreadAttribute() => throw null;
}

public sealed class NonSerializedAttribute : Attribute
{
    public NonSerializedAttribute() => throw null;
}

public sealed class ObsoleteAttribute : Attribute
{
    public ObsoleteAttribute() => throw null;
    public ObsoleteAttribute(string message) => throw null;
    public ObsoleteAttribute(string message, bool error) => throw null;
    public string Message => throw null;
    public bool IsError => throw null;
}

public sealed class ParamArrayAttribute : Attribute
{
    public ParamArrayAttribute() => throw null;
}

public sealed class SerializableAttribute : Attribute
{
    public SerializableAttribute() => throw null;
}

public sealed class STAThreadAttribute : Attribute
{
    public STAThreadAttribute() => throw null;
}

namespace System.Diagnostics;

public sealed class ConditionalAttribute : Attribute
{
    public ConditionalAttribute(string conditionString) => throw null;
    public string ConditionString => throw null;
}

public static class Debug
{
    public static void Assert(bool condition) => throw null;
    public static void Assert(bool condition, string message) => throw null;
    public static void Assert(bool condition, string message, string detailedMessage) => throw null;
    public static void Write(string message) => throw null;
    public static void WriteLine() => throw null;
    public static void WriteLine(string message) => throw null;
}

public static class Debugger
{
    public static bool IsAttached => throw null;
    public static void Break() => throw null;
}

public sealed class DebuggerBrowsableAttribute : Attribute
{
    public DebuggerBrowsableAttribute(DebuggerBrowsableState state) => throw null;
    public DebuggerBrowsableState State => throw null;
}

public enum DebuggerBrowsableState
{
    Never = 0,
    Collapsed = 2,
    RootHidden = 3,
}

public sealed class DebuggerDisplayAttribute : Attribute
{
    public DebuggerDisplayAttribute(string value) => throw null;
    public string Value => throw null;

    public string Name
    {
        get => throw null;
        set => throw null;
    }

    public string Type
    {
        get => throw null;
        set => throw null;
    }

    public Type Target
    {
        get => throw null;
        set => throw null;
    }

    public string TargetTypeName
    {
        get => throw null;
        set => throw null;
    }
}

public sealed class DebuggerHiddenAttribute : Attribute
{
    public DebuggerHiddenAttribute() => throw null;
}

public sealed class DebuggerNonUserCodeAttribute : Attribute
{
    public DebuggerNonUserCodeAttribute() => throw null;
}

public sealed class DebuggerStepperBoundaryAttribute : Attribute
{
    public DebuggerStepperBoundaryAttribute() => throw null;
}

public sealed class DebuggerStepThroughAttribute : Attribute
{
    public DebuggerStepThroughAttribute() => throw null;
}

using System;

namespace nanoFramework.Runtime.Native;

public class ConstraintException : Exception
{
    public ConstraintException() => throw null;
}

public static class ExecutionConstraint
{
    public static void Install(int timeoutMilliseconds, int priority) => throw null;
}

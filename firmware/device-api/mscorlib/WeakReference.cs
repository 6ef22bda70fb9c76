namespace System;

public class WeakReference
{
    public WeakReference(object target) => throw null;
    public bool IsAlive => throw null;

    public object Target
    {
        get => throw null;
        set => throw null;
    }
}

namespace System;

public struct RuntimeFieldHandle
{
    // Never empty on the device: keeps definite assignment as strict as there.
    private readonly object _state;
}

public struct RuntimeMethodHandle
{
    // Never empty on the device: keeps definite assignment as strict as there.
    private readonly object _state;
}

public struct RuntimeTypeHandle
{
    // Never empty on the device: keeps definite assignment as strict as there.
    private readonly object _state;
}

using System;

namespace nanoFramework.Runtime.Events;

public class BaseEvent
{
    public ushort Source;
    public byte Message;
    public BaseEvent() => throw null;
}

public static class CustomEvent
{
    public static event CustomEventPostedEventHandler CustomEventPosted
    {
        add => throw null;
        remove => throw null;
    }
}

public class CustomEventArgs : EventArgs
{
    private CustomEventArgs() => throw null;
    public ushort Data1 => throw null;
    public uint Data2 => throw null;
}

public delegate void CustomEventPostedEventHandler(object sender, CustomEventArgs e);

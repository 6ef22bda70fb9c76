using System;
using LoRaNode.Node.SelfTest;

namespace LoRaNode.Node.Device;

/// <summary>Time and memory of the board.</summary>
public sealed class BoardMeters : IBoardMeters
{
    /// <inheritdoc/>
    public long NowMs
    {
        get { return Environment.TickCount64; }
    }

    /// <inheritdoc/>
    public int FreeHeapBytes
    {
        get { return (int)nanoFramework.Runtime.Native.GC.Run(true); }
    }
}

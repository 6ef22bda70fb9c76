using System.Diagnostics;
using LoRaNode.Node.SelfTest;

namespace LoRaNode.Simulator.Boards;

/// <summary>Time by this machine's clock, which is what the self-test's figures mean here; the device's heap is not known.</summary>
internal sealed class BoardMeters : IBoardMeters
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public long NowMs => (long)Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    public int FreeHeapBytes => -1;
}

using LoRaNode.Node.Display;
using LoRaNode.Node.Power;

namespace LoRaNode.Node.EventLoop;

/// <summary>What a board has beside radio and medium. Anything may be missing (null).</summary>
public sealed class LoopParts
{
    /// <summary>Ways into the node.</summary>
    public ILoopLink[] Links = new ILoopLink[0];

    /// <summary>The panel.</summary>
    public IScreen Screen;

    /// <summary>The button.</summary>
    public IButton Button;

    /// <summary>Measures battery and input.</summary>
    public IPowerMeter Meter;

    /// <summary>Version of the firmware, for the display.</summary>
    public string Version = string.Empty;
}

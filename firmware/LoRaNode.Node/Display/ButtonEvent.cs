namespace LoRaNode.Node.Display;

/// <summary>What the button tells.</summary>
public enum ButtonEvent
{
    /// <summary>Nothing new.</summary>
    None = 0,

    /// <summary>Pressed for a moment and released.</summary>
    Press = 1,

    /// <summary>Held long enough: the countdown to the erasure runs now.</summary>
    CountdownStarted = 2,

    /// <summary>Released before the countdown ended: nothing happens.</summary>
    CountdownCancelled = 3,

    /// <summary>Held to the end of the countdown: erase the keys, then everything.</summary>
    Panic = 4,
}

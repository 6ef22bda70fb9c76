namespace LoRaNode.Simulator.World;

/// <summary>Which rules say what a receiver makes of frames that overlap.</summary>
public enum AirRules : byte
{
    /// <summary>
    /// Those of the chip: it locks on a preamble and stays with that frame to its end; header and payload fail under noise and
    /// interference by the link model's curves.
    /// </summary>
    Chip,

    /// <summary>
    /// Those of Meshtastic's simulator, for comparisons with its figures: every frame at or above the sensitivity is heard; of two
    /// that overlap the one that is 6 dB stronger survives, otherwise neither; a node that sends when a frame begins does not
    /// hear it; a frame is noticed by activity detection from one slot after its start, down to 3 dB below the sensitivity.
    /// </summary>
    Baseline,
}

namespace LoRaNode.Simulator.World;

/// <summary>How a simulation models the radios of its nodes.</summary>
public enum RadioModel : byte
{
    /// <summary>Frames: quick, for thousands of nodes.</summary>
    Abstract,

    /// <summary>Registers of the chips, under the firmware's driver: slow, for small cities.</summary>
    Chip,
}

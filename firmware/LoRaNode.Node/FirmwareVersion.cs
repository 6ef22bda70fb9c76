namespace LoRaNode.Node;

/// <summary>Version of the firmware, as the link tells it.</summary>
public static class FirmwareVersion
{
    /// <summary>Changes when older tools cannot work with it.</summary>
    public const byte Major = 0;

    /// <summary>Changes with what it can do.</summary>
    public const byte Minor = 1;

    /// <summary>Changes with repairs.</summary>
    public const byte Patch = 0;
}

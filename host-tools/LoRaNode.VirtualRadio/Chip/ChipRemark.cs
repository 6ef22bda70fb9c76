namespace LoRaNode.VirtualRadio.Chip;

/// <summary>What a remark is about.</summary>
public enum ChipRemarkKind
{
    /// <summary>A write to a read-only register.</summary>
    ReadOnlyWrite,

    /// <summary>An access to the packet memory in a mode that has none.</summary>
    FifoRefused,

    /// <summary>LongRangeMode was to change outside sleep.</summary>
    ModemSwitchRefused,

    /// <summary>A mode that this modem does not have.</summary>
    ModeRefused,

    /// <summary>An access while the chip is held in reset or still starts up.</summary>
    NotReady,

    /// <summary>A combination of settings that cannot work or that the errata note warns about.</summary>
    Settings,

    /// <summary>The synthesiser cannot lock at the frequency.</summary>
    NoLock,

    /// <summary>A reset pulse that is shorter than the datasheet demands.</summary>
    ShortReset,
}

/// <summary>Something that the chip ignored, or that an engineer would want to know: the report behind a silent register.</summary>
/// <param name="AtUs">Simulated time in microseconds.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Address">Register concerned.</param>
/// <param name="Value">Value written, or 0.</param>
/// <param name="Text">The reason, in English, for traces and logs.</param>
public readonly record struct ChipRemark(long AtUs, ChipRemarkKind Kind, byte Address, byte Value, string Text);

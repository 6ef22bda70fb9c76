using LoRaNode.Radio;
using LoRaNode.VirtualRadio.Chip;

namespace LoRaNode.VirtualRadio;

/// <summary>The wires between a driver and a virtual chip besides the bus.</summary>
public sealed class VirtualRadioPins : IRadioPins, IRadioTimeoutPin
{
    private readonly VirtualSx127x _chip;
    private readonly Action<int> _wait;

    /// <summary>Wires a chip.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="wait">
    /// What a wait of so many microseconds does; when null it lets simulated time pass, and everything that falls due in it happens.
    /// </param>
    public VirtualRadioPins(VirtualSx127x chip, SimulatedTime time, Action<int>? wait = null)
    {
        _chip = chip;
        _wait = wait ?? (us => time.RunUntil(time.NowUs + us));
    }

    /// <inheritdoc/>
    public bool HasReset { get; set; } = true;

    /// <inheritdoc/>
    public bool HasInterrupt { get; set; } = true;

    /// <inheritdoc/>
    public bool HasTimeoutInterrupt { get; set; } = true;

    /// <summary>When set, the interrupt line is stuck at this level: a broken wire.</summary>
    public bool? StuckInterrupt { get; set; }

    /// <inheritdoc/>
    public void SetReset(bool asserted) => _chip.SetReset(asserted);

    /// <inheritdoc/>
    public bool ReadInterrupt() => StuckInterrupt ?? _chip.ReadPin(0);

    /// <inheritdoc/>
    public bool ReadTimeoutInterrupt() => _chip.ReadPin(1);

    /// <inheritdoc/>
    public void Wait(int microseconds) => _wait(microseconds);
}

using LoRaNode.Node.Power;

namespace LoRaNode.Node.Boards;

/// <summary>
/// Switches a board's supplies on, in the order in which they hang on each other: Vext, the rails of the power chip, the radio's TCXO. Nothing
/// that hangs on them may be asked before that: on a T-Beam the radio is without power until LDO2 (AXP192) or ALDO2 (AXP2101) is on.
/// </summary>
public sealed class BoardSupplies
{
    /// <summary>
    /// Time from a supply to the first access: the radio's power-on reset takes 10 ms (SX1276 datasheet rev. 7, 7.2.1), an SSD1306 with a charge
    /// pump less.
    /// </summary>
    public const int SettleMs = 20;

    private readonly IBoardOutputs _outputs;

    /// <summary>Binds to a board.</summary>
    public BoardSupplies(IBoardOutputs outputs)
    {
        _outputs = outputs;
    }

    /// <summary>Switches everything on that the board's radio and display need, and waits until they can be asked. Returns the power chip, or null when there is none or it does not answer.</summary>
    public IPowerChip SwitchOn(BoardDefinition board)
    {
        bool waits = false;
        if (board.SupplyPin != BoardDefinition.NotWired)
        {
            _outputs.SetOutput(board.SupplyPin, !board.SupplyIsActiveLow);
            waits = true;
        }

        IPowerChip chip = null;
        if (board.PowerChipAddress != 0)
        {
            chip = Start(_outputs.OpenPowerChip(board));
            waits |= chip != null;
        }

        if (board.RadioTcxoEnablePin != BoardDefinition.NotWired)
        {
            _outputs.SetOutput(board.RadioTcxoEnablePin, true);
            waits = true;
        }

        if (waits)
        {
            _outputs.Wait(SettleMs);
        }

        return chip;
    }

    /// <summary>T-Beams of one version came with either chip at the same address.</summary>
    private static IPowerChip Start(IRegisterBus bus)
    {
        IPowerChip chip = new Axp192(bus);
        if (chip.Start())
        {
            return chip;
        }

        chip = new Axp2101(bus);
        return chip.Start() ? chip : null;
    }
}

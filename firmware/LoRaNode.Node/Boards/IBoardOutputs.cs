using LoRaNode.Node.Power;

namespace LoRaNode.Node.Boards;

/// <summary>What switching a board's supplies on needs of the board.</summary>
public interface IBoardOutputs
{
    /// <summary>Drives a pin.</summary>
    void SetOutput(int pin, bool isHigh);

    /// <summary>Opens the registers of the power chip on the board's I2C pins.</summary>
    IRegisterBus OpenPowerChip(BoardDefinition board);

    /// <summary>Waits.</summary>
    void Wait(int ms);
}

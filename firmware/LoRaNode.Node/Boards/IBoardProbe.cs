namespace LoRaNode.Node.Boards;

/// <summary>What a board lets its buses be asked. The real one sets up the pins of a definition and asks; nothing stays set up.</summary>
public interface IBoardProbe
{
    /// <summary>True when a chip answers at an I2C address on the board's bus, its supply switched on.</summary>
    bool AnswersOnI2c(BoardDefinition board, int address);

    /// <summary>True when a radio of the right family answers on the board's SPI pins.</summary>
    bool HasRadio(BoardDefinition board);
}

namespace LoRaNode.Node.Power;

/// <summary>Byte registers of a chip on a bus such as I2C.</summary>
public interface IRegisterBus
{
    /// <summary>Reads consecutive registers into the start of <paramref name="buffer"/>. False when the chip does not answer.</summary>
    bool Read(int number, byte[] buffer, int count);

    /// <summary>Writes one register. False when the chip does not answer.</summary>
    bool Write(int number, int value);
}

namespace LoRaNode.Radio;

/// <summary>A full-duplex serial bus with one chip selected for the length of each call (SPI mode 0, most significant bit first).</summary>
public interface IRadioBus
{
    /// <summary>
    /// Clocks out <paramref name="length"/> bytes of <paramref name="write"/> while reading as many into <paramref name="read"/>.
    /// Both buffers are at least that long; they belong to the caller and may be the same from call to call. Where the platform
    /// can tell that a transfer failed, the bus fills <paramref name="read"/> with 0xFF and does not throw: the driver's watchdog
    /// knows what to do about a chip that answers nonsense.
    /// </summary>
    void Transfer(byte[] write, byte[] read, int length);
}

namespace LoRaNode.Node.Link;

/// <summary>Where a node prints lines for the host: the console on the USB cable, a second serial port, a socket.</summary>
public interface ILinkOutput
{
    /// <summary>Prints a line; the implementation adds the end of line.</summary>
    void WriteLine(string line);
}

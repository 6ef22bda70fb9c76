namespace LoRaNode.Node.SelfTest;

/// <summary>What the self-test asks of the board it runs on.</summary>
public interface ISelfTestBoard : IBoardMeters
{
    /// <summary>Prints a line; the implementation adds the end of line.</summary>
    void WriteLine(string line);
}

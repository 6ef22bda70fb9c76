using System;
using LoRaNode.Node.Link;

namespace LoRaNode.Node.Device;

/// <summary>The runtime's console on the USB socket: raw text, or packets once a tool has pinged; the runtime sees to that.</summary>
public sealed class ConsoleOutput : ILinkOutput
{
    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        Console.WriteLine(line);
    }
}

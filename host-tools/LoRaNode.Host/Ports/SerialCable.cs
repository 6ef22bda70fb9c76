using System.IO.Ports;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Ports;

/// <summary>A serial port at the rate of the nodes' links.</summary>
public static class SerialCable
{
    /// <summary>The runtime's rate on the USB socket, and that of the second serial port (see <c>firmware/LINK.md</c>), in baud.</summary>
    public const int Baud = 921_600;

    /// <summary>Opens a port.</summary>
    /// <exception cref="UserError">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || (!OperatingSystem.IsWindows() && !File.Exists(path)))
        {
            throw new UserError("node.error.port.missing", path);
        }

        var port = new SerialPort(path, Baud);
        try
        {
            port.Open();
            return port.BaseStream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw new UserError("node.error.port", path, Cause.Of(e));
        }
    }
}

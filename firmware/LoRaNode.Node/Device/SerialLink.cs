using System.IO.Ports;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using nanoFramework.Hardware.Esp32;

namespace LoRaNode.Node.Device;

/// <summary>The link on a second serial port (COM2): lines both ways, 921,600 baud, 8N1.</summary>
public sealed class SerialLink : ILoopLink, ILinkOutput
{
    private const int Baud = 921_600;
    private const int BufferBytes = 512;

    private readonly SerialPort _serial;
    private readonly LinkPort _port;
    private readonly byte[] _received = new byte[BufferBytes];

    /// <summary>Opens the port on two pins.</summary>
    public SerialLink(LinkServer server, int receivePin, int transmitPin)
    {
        Configuration.SetPinFunction(receivePin, DeviceFunction.COM2_RX);
        Configuration.SetPinFunction(transmitPin, DeviceFunction.COM2_TX);
        _serial = new SerialPort("COM2", Baud);

        // A request in two of the loop's passes.
        _serial.ReadBufferSize = 2 * LinkLine.MaxLength;
        _serial.Open();
        _port = new LinkPort(server, this);
    }

    /// <inheritdoc/>
    public bool Run(long nowMs)
    {
        int available = _serial.BytesToRead;
        if (available > 0)
        {
            int count = _serial.Read(_received, 0, available < BufferBytes ? available : BufferBytes);
            _port.Receive(_received, 0, count, nowMs);
        }

        return _port.Run(nowMs) || available > 0;
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        _serial.Write(line + "\r\n");
    }
}

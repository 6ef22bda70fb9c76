using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;

namespace LoRaNode.Node.Device;

/// <summary>The link on the USB socket: requests come as files, replies go to the console.</summary>
public sealed class UsbLink : ILoopLink
{
    private readonly LinkPort _port;
    private readonly InboxPort _inbox;

    /// <summary>Opens the link of an application.</summary>
    public UsbLink(LinkServer server)
    {
        _port = new LinkPort(server, new ConsoleOutput());
        _inbox = new InboxPort(new InboxFolder(), _port);
    }

    /// <inheritdoc/>
    public bool Run(long nowMs)
    {
        bool asked = _inbox.Look(nowMs);
        return _port.Run(nowMs) || asked;
    }
}

using System.Collections.Concurrent;
using System.Text;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.LinuxNode;

/// <summary>The link on a pseudo-terminal of this machine, in lines, as on a board's second serial port: for provisioning and for tools beside the node.</summary>
internal sealed class TerminalLink : ILoopLink, ILinkOutput, IDisposable
{
    private readonly PseudoTerminal _terminal = new();
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly LinkPort _port;
    private readonly AutoResetEvent _wake;

    internal TerminalLink(LinkServer server, AutoResetEvent wake)
    {
        _wake = wake;
        _port = new LinkPort(server, this);
        new Thread(Listen) { IsBackground = true, Name = "terminal" }.Start();
    }

    internal string Path => _terminal.Path;

    public bool Run(long nowMs)
    {
        bool any = false;
        while (_received.TryDequeue(out byte[]? bytes))
        {
            _port.Receive(bytes, 0, bytes.Length, nowMs);
            any = true;
        }

        return _port.Run(nowMs) || any;
    }

    public void WriteLine(string line)
    {
        try
        {
            _terminal.Output.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
        }
        catch (IOException)
        {
            // Nobody reads: what is printed to a cable that nobody holds is lost.
        }
    }

    public void Dispose() => _terminal.Dispose();

    private void Listen()
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int count = _terminal.Input.Read(buffer); count > 0; count = _terminal.Input.Read(buffer))
            {
                _received.Enqueue(buffer[..count]);
                _wake.Set();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The node is being put away.
        }
    }
}

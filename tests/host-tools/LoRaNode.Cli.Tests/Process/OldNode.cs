using System.Text;
using LoRaNode.Node.Link;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Cli.Tests.Process;

/// <summary>A node with firmware from before it told its version: it answers who it is, on a pseudo-terminal, and knows nothing else.</summary>
internal sealed class OldNode : IDisposable
{
    private readonly PseudoTerminal _terminal = new();
    private volatile bool _isOver;

    public OldNode()
    {
        new Thread(Listen) { IsBackground = true, Name = "old node" }.Start();
    }

    public string Path => _terminal.Path;

    public void Dispose()
    {
        _isOver = true;
        _terminal.Dispose();
    }

    private void Listen()
    {
        var reader = new LinkLineReader();
        byte[] buffer = new byte[1024];
        try
        {
            while (!_isOver)
            {
                int count = _terminal.WaitForInput(50) ? _terminal.Input.Read(buffer) : 0;
                foreach (byte value in buffer.AsSpan(0, count))
                {
                    if (reader.Add(value))
                    {
                        Answer(reader.Message);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Answer(byte[] request)
    {
        byte[] reply = new byte[LinkMessage.ReplyHeader + NodeIdentification.Size];
        reply[0] = (byte)(request[0] | LinkMessage.ReplyFlag);
        reply[1] = request[1];
        reply[2] = request[2];
        reply[3] = (byte)(request[0] == (byte)LinkOperation.Identify ? LinkStatus.Ok : LinkStatus.UnknownOperation);
        new NodeIdentification { FirmwareMajor = 0, FirmwareMinor = 0, FirmwarePatch = 0 }.Write(reply, LinkMessage.ReplyHeader);
        _terminal.Output.Write(Encoding.ASCII.GetBytes(LinkLine.Format(reply, reply.Length) + "\r\n"));
    }
}

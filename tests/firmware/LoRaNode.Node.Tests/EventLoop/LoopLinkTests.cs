using System.Text;
using LoRaNode.Core.Net;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Tests.Application;
using LoRaNode.Simulator.Boards;

namespace LoRaNode.Node.Tests.EventLoop;

/// <summary>The event loop with the ways in that a board has beside USB: the second serial port, and the network.</summary>
public sealed class LoopLinkTests
{
    [Fact]
    public void One_loop_serves_the_second_serial_port_and_the_network_and_answers_before_it_restarts()
    {
        using var bench = new Bench();
        VirtualBoard board = bench.ProvisionedBoard("a");
        board.PowerOff();
        var serial = new SerialDouble(board.Application.Link);
        var network = new NetworkDouble(board.Application, board.Application.Identity.LinkKey);
        var loop = new NodeLoop(board.Application, new Heartbeat(), new LoopParts { Links = [serial, network] });
        loop.Start(bench.Time.NowMs);

        Assert.Equal(LinkStatus.Ok, (LinkStatus)serial.Ask(bench, loop, LinkOperation.Identify)[3]);
        Assert.Equal(LinkStatus.Ok, (LinkStatus)network.Ask(bench, loop, LinkOperation.Statistics)[3]);
        Assert.Equal(LinkStatus.Ok, (LinkStatus)network.Ask(bench, loop, LinkOperation.SendMessage, 0x80, (byte)'x')[3]);
        byte[] text = serial.Ask(bench, loop, LinkOperation.ReadText, 0, 0, 0);
        Assert.Equal((byte)'x', text[^1]);

        // The line may come in pieces, one in each pass.
        serial.PieceBytes = 5;
        Assert.Equal(LinkStatus.Ok, (LinkStatus)serial.Ask(bench, loop, LinkOperation.GetSettings)[3]);
        Assert.Equal(RestartReason.None, loop.Restart);
        Assert.Equal(LinkStatus.Ok, (LinkStatus)serial.Ask(bench, loop, LinkOperation.Reboot)[3]);
        Assert.Equal(RestartReason.Requested, loop.Restart);
    }

    /// <summary>Bytes as a UART has them, in as small pieces as it likes.</summary>
    private sealed class SerialDouble : ILoopLink, ILinkOutput
    {
        private readonly LinkPort _port;
        private readonly Queue<byte> _waiting = new();
        private readonly LinkLineReader _reader = new();
        private byte[]? _reply;
        private byte _tag;

        public SerialDouble(LinkServer server) => _port = new LinkPort(server, this);

        public int PieceBytes { get; set; } = 512;

        public byte[] Ask(Bench bench, NodeLoop loop, LinkOperation operation, params byte[] body)
        {
            byte[] request = [(byte)operation, ++_tag, 1, .. body];
            foreach (byte value in Encoding.ASCII.GetBytes(LinkLine.Format(request, request.Length) + "\n"))
            {
                _waiting.Enqueue(value);
            }

            _reply = null;
            return Until(bench, loop, () => _reply);
        }

        public bool Run(long nowMs)
        {
            int count = Math.Min(PieceBytes, _waiting.Count);
            byte[] piece = [.. Enumerable.Range(0, count).Select(_ => _waiting.Dequeue())];
            _port.Receive(piece, 0, piece.Length, nowMs);
            return _port.Run(nowMs) || count > 0;
        }

        public void WriteLine(string line)
        {
            foreach (byte value in Encoding.ASCII.GetBytes(line + "\r\n"))
            {
                if (_reader.Add(value))
                {
                    _reply = _reader.Message[.._reader.Length];
                }
            }
        }
    }

    /// <summary>One connection of the network, with the host's side of the channel.</summary>
    private sealed class NetworkDouble : ILoopLink, ILinkBytes
    {
        private readonly SecurePort _port;
        private readonly SecureChannel _host;
        private readonly List<byte> _toNode = [];
        private byte[]? _reply;
        private byte _tag;

        public NetworkDouble(NodeApplication application, byte[] linkKey)
        {
            _port = new SecurePort(application.Link, linkKey, new byte[SecureChannel.NonceSize], new DotnetAes(), new DotnetAes(), this);
            _host = new SecureChannel(linkKey, [.. Enumerable.Repeat((byte)7, SecureChannel.NonceSize)], true, new DotnetAes(), new DotnetAes());
            _host.Begin();
            Take();
        }

        public byte[] Ask(Bench bench, NodeLoop loop, LinkOperation operation, params byte[] body)
        {
            Until(bench, loop, () => _host.IsReady ? [] : null);
            byte[] request = [(byte)operation, ++_tag, 2, .. body];
            Assert.True(_host.Seal(request, request.Length));
            Take();
            _reply = null;
            return Until(bench, loop, () => _reply);
        }

        public bool Run(long nowMs)
        {
            byte[] bytes = [.. _toNode];
            _toNode.Clear();
            _port.Receive(bytes, 0, bytes.Length, nowMs);
            Assert.False(_port.HasFailed);
            return _port.Run(nowMs) || bytes.Length > 0;
        }

        public void Write(byte[] bytes, int count)
        {
            for (int i = 0; i < count; i++)
            {
                switch (_host.Add(bytes[i]))
                {
                    case ChannelStep.Ready:
                        Take();
                        break;
                    case ChannelStep.Message:
                        _reply = _host.Message[.._host.MessageLength];
                        break;
                    case ChannelStep.Failed:
                        Assert.Fail("the host does not believe the node");
                        break;
                }
            }
        }

        private void Take() => _toNode.AddRange(_host.Output.AsSpan(0, _host.OutputLength));
    }

    private static byte[] Until(Bench bench, NodeLoop loop, Func<byte[]?> reply)
    {
        for (int pass = 0; pass < 200; pass++)
        {
            loop.Pass(bench.Time.NowMs);
            if (reply() is { } came)
            {
                return came;
            }

            bench.Run(Math.Max(1, loop.WaitMs(bench.Time.NowMs)));
        }

        throw new TimeoutException("The loop gave no reply in 200 passes.");
    }
}

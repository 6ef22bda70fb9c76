using LoRaNode.Host.Link.Wire;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using LoRaNode.Simulator.Boards;
using LoRaNode.Simulator.Flash;
using LoRaNode.VirtualRadio;
using LoRaNode.VirtualRadio.Airwaves;

namespace LoRaNode.Host.Tests.Link.Wire;

/// <summary>A request that ends anywhere, as when a cable is pulled.</summary>
public sealed class HalfRequestTests
{
    [Fact]
    public void A_half_received_request_changes_nothing_wherever_it_ends()
    {
        var time = new SimulatedTime();
        using var board = new VirtualBoard(new Air(time, new UniformLoss(90)), new MemoryStorage(), null, 1);
        board.PowerOn();
        byte[] request = SetRequest("changed", 1);
        byte[] packet = Packet(request, 1);
        byte[] before = Settings(board);
        for (int end = 0; end < packet.Length; end++)
        {
            var usb = new VirtualUsb(board, _ => { });
            usb.Receive(packet.AsSpan(0, end), time.NowMs);
            time.RunUntil(time.NowUs + 5_000_000);

            Assert.Equal(before, Settings(board));
            Assert.False(board.Application.IsRegionKnown);
        }

        // What was cut off keeps nobody from asking again.
        var last = new VirtualUsb(board, _ => { });
        last.Receive(packet.AsSpan(0, packet.Length / 2), time.NowMs);
        last.Receive(Packet(request, 2), time.NowMs);
        last.Receive(Packet(SetRequest("changed again", 2), 3), time.NowMs);
        Assert.NotEqual(before, Settings(board));
    }

    [Fact]
    public void Half_of_a_line_changes_nothing_wherever_it_ends()
    {
        var time = new SimulatedTime();
        using var board = new VirtualBoard(new Air(time, new UniformLoss(90)), new MemoryStorage(), null, 1);
        board.PowerOn();
        byte[] request = SetRequest("changed", 1);
        byte[] line = System.Text.Encoding.ASCII.GetBytes(LinkLine.Format(request, request.Length) + "\n");
        byte[] before = Settings(board);
        for (int end = 0; end < line.Length; end++)
        {
            var port = new LinkPort(board.Application.Link, new Silence());
            port.Receive(line, 0, end, time.NowMs);

            Assert.Equal(before, Settings(board));
        }

        // Half a line, then a whole one.
        var last = new LinkPort(board.Application.Link, new Silence());
        last.Receive(line, 0, line.Length / 2, time.NowMs);
        last.Receive([.. "\n"u8, .. line], 0, line.Length + 1, time.NowMs);
        Assert.NotEqual(before, Settings(board));
    }

    private static byte[] SetRequest(string name, byte tag)
    {
        byte[] settings = new byte[NodeSettings.MaxSize];
        int length = new NodeSettings { Name = System.Text.Encoding.UTF8.GetBytes(name) }.Write(settings, 0, withPassword: true);
        return [(byte)LinkOperation.SetSettings, tag, 0, .. settings.AsSpan(0, length)];
    }

    private static byte[] Packet(byte[] request, ushort sequence)
    {
        byte[] file = new byte[request.Length + InboxFile.CheckSize];
        request.CopyTo(file, 0);
        InboxFile.Complete(file, request.Length);
        var write = new WireStorageOperation(WireStorageOperation.Write, InboxFile.Name(0), 0, file);
        return new WirePacket(WirePacket.StorageOperation, sequence, 0, 0, write.ToBytes()).ToBytes();
    }

    private static byte[] Settings(VirtualBoard board)
    {
        byte[] bytes = new byte[NodeSettings.MaxSize];
        return bytes[..board.Application.GetSettings(bytes, 0)];
    }

    private sealed class Silence : ILinkOutput
    {
        public void WriteLine(string line)
        {
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LoRaNode.VirtualRadio.Sockets;

namespace LoRaNode.VirtualRadio.Tests;

public class SessionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<string> Ask(RadioSession session, string request) => await session.ExecuteAsync(request, Cancellation);

    [Theory]
    [InlineData("hello", "ok loranode-virtual-radio 1 chips 2")]
    [InlineData("spi 4200", "ok 0012")]
    [InlineData("spi 42 00", "ok 0012")]
    [InlineData("spi 06000000", "ok 006c8000")]
    [InlineData("dio", "ok 000100")] // FSK after reset: DIO3 says that the packet memory is empty
    [InlineData("dio 5", "ok 0")]
    [InlineData("time", "ok 0")]
    [InlineData("use 1", "ok")]
    [InlineData("loss 0 1 120.5", "ok")]
    [InlineData("ppm -10", "ok")]
    [InlineData("remarks", "ok 0")]
    [InlineData("power-cycle", "ok")]
    [InlineData("quit", "ok")]
    public async Task A_request_has_one_reply(string request, string reply)
    {
        Assert.Equal(reply, await Ask(new RadioSession(new VirtualWorld(2)), request));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("spi")]
    [InlineData("spi 4")]
    [InlineData("spi xyz0")]
    [InlineData("use 2")]
    [InlineData("use -1")]
    [InlineData("dio 6")]
    [InlineData("wait")]
    [InlineData("wait -5")]
    [InlineData("wait 1e9")]
    [InlineData("wait 99999999999999999999")]
    [InlineData("wait-dio 0 2 5")]
    [InlineData("reset 2")]
    [InlineData("loss 0 1 NaN")]
    [InlineData("frobnicate")]
    [InlineData("cs")]
    public async Task What_is_not_understood_gets_an_error_and_changes_nothing(string request)
    {
        var world = new VirtualWorld(2);
        Assert.StartsWith("error ", await Ask(new RadioSession(world), request), StringComparison.Ordinal);
        Assert.Equal(0, world.Time.NowUs);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_an_error()
    {
        Assert.StartsWith("error ", await Ask(new RadioSession(new VirtualWorld(1)), "spi " + new string('0', 5_000)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_passes_by_waiting_and_by_using_the_bus()
    {
        var session = new RadioSession(new VirtualWorld(1));
        Assert.Equal("ok 1500", await Ask(session, "wait 1500"));
        await Ask(session, "spi 4200");
        Assert.Equal("ok 1512", await Ask(session, "time"));
    }

    [Fact]
    public async Task Chip_select_can_be_driven_by_hand()
    {
        var session = new RadioSession(new VirtualWorld(1));
        Assert.Equal("ok 00", await Ask(session, "xfer 42"));
        await Ask(session, "cs 0");
        Assert.Equal("ok 00", await Ask(session, "xfer 42"));
        Assert.Equal("ok 12", await Ask(session, "xfer 00"));
        await Ask(session, "cs 1");
        await Ask(session, "cs 0");
        await Ask(session, "xfer 86");
        await Ask(session, "xfer d96199");
        await Ask(session, "cs 1");
        Assert.Equal("ok 00d96199", await Ask(session, "spi 06000000"));
    }

    [Fact]
    public async Task Ignored_writes_are_reported()
    {
        var session = new RadioSession(new VirtualWorld(1));
        await Ask(session, "spi c255");
        string[] remarks = (await Ask(session, "remarks")).Split('\t');
        Assert.Equal("ok 1", remarks[0]);
        Assert.Contains("ReadOnlyWrite 42 55", remarks[1], StringComparison.Ordinal);
        Assert.Equal("ok 0", await Ask(session, "remarks"));
    }

    [Fact]
    public async Task Two_chips_exchange_a_frame_over_a_TCP_socket()
    {
        using var server = RadioServer.ListenTcp(new VirtualWorld(2), 0);
        await Exchange(server, new IPEndPoint(IPAddress.Loopback, server.Port), ProtocolType.Tcp);
    }

    [Fact]
    public async Task Two_chips_exchange_a_frame_over_a_Unix_socket()
    {
        string path = Path.Combine(Path.GetTempPath(), $"radio-{Environment.ProcessId}.sock");
        using (var server = RadioServer.ListenUnix(new VirtualWorld(2), path))
        {
            Assert.Throws<SocketException>(() => RadioServer.ListenUnix(new VirtualWorld(2), path));
            await Exchange(server, new UnixDomainSocketEndPoint(path), ProtocolType.Unspecified);
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_socket_file_left_over_by_a_crash_is_replaced()
    {
        string path = Path.Combine(Path.GetTempPath(), $"radio-left-{Environment.ProcessId}.sock");
        using (var abandoned = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Disposing would delete the file under the name it was bound to.
            abandoned.Bind(new UnixDomainSocketEndPoint(path + ".first"));
            File.Move(path + ".first", path);
        }

        Assert.True(File.Exists(path));
        using var server = RadioServer.ListenUnix(new VirtualWorld(2), path);
        await Exchange(server, new UnixDomainSocketEndPoint(path), ProtocolType.Unspecified);
    }

    [Fact]
    public async Task In_real_time_a_wait_takes_as_long_on_the_wall_clock()
    {
        var session = new RadioSession(new VirtualWorld(1, realTime: true));
        long fromUs = Number(await Ask(session, "time"));
        var wall = System.Diagnostics.Stopwatch.StartNew();
        long untilUs = Number(await Ask(session, "wait 50000"));
        Assert.True(untilUs - fromUs >= 50_000);
        Assert.True(wall.ElapsedMilliseconds >= 49);

        // DIO5 shows that the chip is ready, 250 µs after it left sleep.
        await Ask(session, "spi 8180");
        Assert.Equal("0", (await Ask(session, "dio 5"))[3..]);
        await Ask(session, "spi 8181");
        Assert.StartsWith("ok 1 ", await Ask(session, "wait-dio 5 1 5000000"), StringComparison.Ordinal);
    }

    private static long Number(string reply) => long.Parse(reply.Split(' ')[^1], CultureInfo.InvariantCulture);

    // Chip 0 and chip 1, each on its own connection, drive the sequences of the datasheet and exchange a frame both ways.
    private static async Task Exchange(RadioServer server, EndPoint end, ProtocolType protocol)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = server.RunAsync(stop.Token);
        using var first = await Client.Connect(end, protocol);
        using var second = await Client.Connect(end, protocol);
        Client[] clients = [first, second];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("ok", await clients[i].Ask($"use {i}"));
            Assert.Equal("ok", await clients[i].Ask("reset 0"));
            await clients[i].Ask("wait 200");
            await clients[i].Ask("reset 1");
            await clients[i].Ask("wait 5000");
            Assert.Equal("ok 0012", await clients[i].Ask("spi 42 00"));
            foreach (string write in (string[])["81 00", "81 80", "81 81", "86 d96199", "9d 82", "9e 74"])
            {
                await clients[i].Ask("spi " + write);
            }
        }

        for (int i = 0; i < 2; i++)
        {
            await clients[1 - i].Ask("spi 8185");
            await clients[1 - i].Ask("wait 1000");
            await clients[i].Ask("spi 8d80");
            await clients[i].Ask("spi 80 48656c6c6f");
            await clients[i].Ask("spi a205");
            await clients[i].Ask("spi 8183");
            Assert.StartsWith("ok 1 ", await clients[1 - i].Ask("wait-dio 0 1 1000000"), StringComparison.Ordinal);
            Assert.Equal("ok 0008", await clients[i].Ask("spi 1200"));
            Assert.Equal("ok 0050", await clients[1 - i].Ask("spi 1200"));
            Assert.Equal("ok 0005", await clients[1 - i].Ask("spi 1300"));
            await clients[1 - i].Ask("spi 8d00");
            Assert.Equal("ok 0048656c6c6f", await clients[1 - i].Ask("spi 00 0000000000"));
            foreach (var client in clients)
            {
                await client.Ask("spi 92ff");
                await client.Ask("spi 8181");
            }
        }

        Assert.Equal("ok", await first.Ask("quit"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class Client(Socket socket) : IDisposable
    {
        private readonly StreamReader _reader = new(new NetworkStream(socket));

        public static async Task<Client> Connect(EndPoint end, ProtocolType protocol)
        {
            var socket = new Socket(end.AddressFamily, SocketType.Stream, protocol);
            await socket.ConnectAsync(end, Cancellation);
            return new Client(socket);
        }

        public async Task<string> Ask(string request)
        {
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(request + "\n"), Cancellation);
            return await _reader.ReadLineAsync(Cancellation) ?? "closed";
        }

        public void Dispose()
        {
            _reader.Dispose();
            socket.Dispose();
        }
    }
}

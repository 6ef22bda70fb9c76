using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoRaNode.VirtualRadio.Sockets;

/// <summary>
/// Serves a world to drivers over a Unix socket or a loopback TCP port; any number of connections, each a <see cref="RadioSession"/>.
/// </summary>
public sealed class RadioServer : IDisposable
{
    /// <summary>Largest number of connections at a time.</summary>
    public const int MaxConnections = 256;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly VirtualWorld _world;
    private readonly Socket _listener;
    private readonly SemaphoreSlim _places = new(MaxConnections);
    private readonly string? _path;

    private RadioServer(VirtualWorld world, Socket listener, string? path)
    {
        _world = world;
        _listener = listener;
        _path = path;
    }

    /// <summary>The TCP port, or 0 for a Unix socket.</summary>
    public int Port => _listener.LocalEndPoint is IPEndPoint ip ? ip.Port : 0;

    /// <summary>Listens on a Unix socket. A socket file that nobody serves any more is replaced.</summary>
    /// <exception cref="SocketException">The path cannot be used, or another program serves it.</exception>
    public static RadioServer ListenUnix(VirtualWorld world, string path)
    {
        var end = new UnixDomainSocketEndPoint(path);
        if (File.Exists(path))
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                probe.Connect(end);
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                File.Delete(path);
            }
        }

        return Listen(world, new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), end, path);
    }

    /// <summary>Listens on a TCP port of the loopback interface; 0 takes a free one.</summary>
    /// <exception cref="SocketException">The port cannot be used.</exception>
    public static RadioServer ListenTcp(VirtualWorld world, int port)
    {
        return Listen(world, new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, port), null);
    }

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _places.WaitAsync(cancellation);
            var socket = await _listener.AcceptAsync(cancellation);
            _ = ServeAsync(socket, cancellation);
        }
    }

    /// <summary>Serves one connection over a pair of streams until it ends.</summary>
    public static async Task ServeAsync(VirtualWorld world, Stream input, Stream output, CancellationToken cancellation)
    {
        var session = new RadioSession(world);
        var reader = new LineReader(input, RadioSession.MaxLineLength);
        while (!session.IsClosed && await reader.ReadAsync(cancellation) is { } line)
        {
            string reply = await session.ExecuteAsync(line, cancellation);
            await output.WriteAsync(Utf8.GetBytes(reply + "\n"), cancellation);
            await output.FlushAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _places.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private static RadioServer Listen(VirtualWorld world, Socket socket, EndPoint end, string? path)
    {
        try
        {
            socket.Bind(end);
            socket.Listen();
            return new RadioServer(world, socket, path);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            if (socket.ProtocolType == ProtocolType.Tcp)
            {
                // Request and reply alternate: waiting for more to send would only cost time.
                socket.NoDelay = true;
            }

            using var stream = new NetworkStream(socket, ownsSocket: true);
            await ServeAsync(_world, stream, stream, cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The driver went away, or we do.
        }
        finally
        {
            _places.Release();
        }
    }
}

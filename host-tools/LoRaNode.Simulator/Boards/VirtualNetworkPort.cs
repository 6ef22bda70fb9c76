using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LoRaNode.Core.Net;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// The network side of a virtual board, on this machine's loopback: one connection at a time, which a newcomer replaces only while the
/// other side has not proved itself. A board without credentials has no link key and takes nobody.
/// </summary>
public sealed class VirtualNetworkPort : ILinkBytes, IDisposable
{
    private readonly VirtualBoard _board;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DotnetAes _sealing = new();
    private readonly DotnetAes _opening = new();
    private readonly byte[] _buffer = new byte[4096];
    private Socket? _connection;
    private SecurePort? _port;
    private long _connectedMs;

    /// <summary>Listens for a board.</summary>
    public VirtualNetworkPort(VirtualBoard board)
    {
        _board = board;
        _listener.Start();
    }

    /// <summary>TCP port on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes what has come and sends what is due. Never waits.</summary>
    public void Run(long nowMs)
    {
        if (_listener.Pending())
        {
            Take(_listener.AcceptSocket(), nowMs);
        }

        if (_connection is null || _port is null)
        {
            return;
        }

        try
        {
            if (_connection.Poll(0, SelectMode.SelectRead))
            {
                int count = _connection.Receive(_buffer);
                _port.Receive(_buffer, 0, count, nowMs);
                _board.Wake();
                if (count == 0)
                {
                    Close();
                    return;
                }
            }

            _port.Run(nowMs);
        }
        catch (SocketException)
        {
            Close();
            return;
        }

        if (_port.HasFailed || (!_port.IsReady && nowMs - _connectedMs > SecurePort.ProofTimeoutMs))
        {
            Close();
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] bytes, int count) => _connection?.Send(bytes, count, SocketFlags.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _listener.Dispose();
        _sealing.Dispose();
        _opening.Dispose();
    }

    private void Take(Socket connection, long nowMs)
    {
        if (_board.Application.Identity is not { } identity || _port is { IsReady: true })
        {
            connection.Dispose();
            return;
        }

        Close();
        connection.NoDelay = true;
        connection.SendTimeout = SecurePort.ProofTimeoutMs;
        _connection = connection;
        _connectedMs = nowMs;
        _port = new SecurePort(_board.Application.Link, identity.LinkKey, RandomNumberGenerator.GetBytes(SecureChannel.NonceSize), _sealing, _opening, this);
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _port = null;
    }
}

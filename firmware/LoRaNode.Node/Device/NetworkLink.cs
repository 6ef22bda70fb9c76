using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using LoRaNode.Core.Device;
using LoRaNode.Node.EventLoop;
using LoRaNode.Node.Link;
using LoRaNode.Node.Settings;
using nanoFramework.Networking;

namespace LoRaNode.Node.Device;

/// <summary>
/// The link on the node's Wi-Fi. A thread of its own joins the Wi-Fi and waits for connections, for both block; bytes are moved by the
/// event loop alone. One connection at a time: a newcomer takes the place of one whose other side has not proved itself.
/// </summary>
public sealed class NetworkLink : ILoopLink, ILinkBytes
{
    private const int RetryMs = 30_000;
    private const int BufferBytes = 512;

    private readonly NodeApplication _application;
    private readonly AutoResetEvent _wake;
    private readonly DeviceAes _sealing = new DeviceAes();
    private readonly DeviceAes _opening = new DeviceAes();
    private readonly byte[] _received = new byte[BufferBytes];
    private readonly object _gate = new object();
    private Socket _waiting;
    private Socket _connection;
    private SecurePort _port;
    private long _connectedMs;

    /// <summary>Starts the thread.</summary>
    public NetworkLink(NodeApplication application, AutoResetEvent wake)
    {
        _application = application;
        _wake = wake;
        new Thread(Listen).Start();
    }

    /// <inheritdoc/>
    public bool Run(long nowMs)
    {
        Socket newcomer;
        lock (_gate)
        {
            newcomer = _waiting;
            _waiting = null;
        }

        if (newcomer != null)
        {
            Take(newcomer, nowMs);
        }

        if (_connection == null)
        {
            return false;
        }

        try
        {
            return Move(nowMs);
        }
        catch (Exception)
        {
            // The runtime reports a connection that is gone in several ways.
            Close();
            return false;
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] bytes, int count)
    {
        _connection.Send(bytes, count, SocketFlags.None);
    }

    private bool Move(long nowMs)
    {
        int available = _connection.Available;
        if (available > 0)
        {
            int count = _connection.Receive(_received, available < BufferBytes ? available : BufferBytes, SocketFlags.None);
            _port.Receive(_received, 0, count, nowMs);
        }
        else if (_connection.Poll(0, SelectMode.SelectRead))
        {
            // Readable without bytes: the other side has closed.
            Close();
            return false;
        }

        bool sent = _port.Run(nowMs);
        if (_port.HasFailed || (!_port.IsReady && nowMs - _connectedMs > SecurePort.ProofTimeoutMs))
        {
            Close();
        }

        return sent || available > 0;
    }

    private void Take(Socket newcomer, long nowMs)
    {
        if (_application.Identity == null || (_port != null && _port.IsReady))
        {
            newcomer.Close();
            return;
        }

        Close();
        byte[] nonce = new byte[SecureChannel.NonceSize];
        new Random().NextBytes(nonce);
        _connection = newcomer;
        _connection.SendTimeout = SecurePort.ProofTimeoutMs;
        _connectedMs = nowMs;
        _port = new SecurePort(_application.Link, _application.Identity.LinkKey, nonce, _sealing, _opening, this);
    }

    private void Close()
    {
        if (_connection != null)
        {
            _connection.Close();
        }

        _connection = null;
        _port = null;
    }

    private void Listen()
    {
        NodeSettings settings = _application.Settings;
        string name = Encoding.UTF8.GetString(settings.WifiName, 0, settings.WifiName.Length);
        string password = Encoding.UTF8.GetString(settings.WifiPassword, 0, settings.WifiPassword.Length);
        while (!WifiNetworkHelper.ConnectDhcp(name, password))
        {
            Thread.Sleep(RetryMs);
        }

        while (true)
        {
            try
            {
                Socket listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                listener.Bind(new IPEndPoint(IPAddress.Any, SecurePort.TcpPort));
                listener.Listen(1);
                while (true)
                {
                    Offer(listener.Accept());
                }
            }
            catch (Exception)
            {
                // The Wi-Fi went away; the runtime joins it again by itself.
                Thread.Sleep(RetryMs);
            }
        }
    }

    private void Offer(Socket connection)
    {
        lock (_gate)
        {
            if (_waiting != null)
            {
                _waiting.Close();
            }

            _waiting = connection;
        }

        _wake.Set();
    }
}

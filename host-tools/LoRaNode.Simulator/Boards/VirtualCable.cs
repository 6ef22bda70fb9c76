namespace LoRaNode.Simulator.Boards;

/// <summary>
/// The cable of a virtual board: a pseudo-terminal whose name is a link that stays the same, as udev gives it, while the terminal behind it goes
/// away when the cable is pulled and another comes when it is plugged in again. The board itself has a battery and runs on.
/// </summary>
internal sealed class VirtualCable : IDisposable
{
    private const int WaitMs = 100;

    private readonly string? _link;
    private readonly Action<byte[]> _received;
    private readonly Lock _lock = new();
    private PseudoTerminal? _terminal;
    private long _carried;

    /// <summary>Plugs the cable in.</summary>
    /// <param name="link">Path of the link to keep; null for the terminal's own path.</param>
    /// <param name="received">Takes what programs write; called from a thread of the cable.</param>
    internal VirtualCable(string? link, Action<byte[]> received)
    {
        _link = link;
        _received = received;
        PlugIn();
    }

    /// <summary>Path that programs open.</summary>
    internal string Path { get; private set; } = string.Empty;

    /// <summary>Bytes that went through it either way since it was plugged in.</summary>
    internal long Carried => Interlocked.Read(ref _carried);

    /// <summary>Plugs the cable in again.</summary>
    internal void PlugIn()
    {
        var terminal = new PseudoTerminal();
        Path = terminal.Path;
        if (_link is not null)
        {
            Path = System.IO.Path.GetFullPath(_link);
            File.Delete(Path);
            File.CreateSymbolicLink(Path, terminal.Path);
        }

        lock (_lock)
        {
            _terminal = terminal;
            _carried = 0;
        }

        new Thread(() => Listen(terminal)) { IsBackground = true, Name = Path }.Start();
    }

    /// <summary>Pulls the cable: programs that have the port open see it end.</summary>
    internal void Pull()
    {
        if (_link is not null)
        {
            File.Delete(Path);
        }

        lock (_lock)
        {
            _terminal?.Dispose();
            _terminal = null;
        }
    }

    /// <summary>Writes what the board prints. Without a cable it is lost.</summary>
    internal void Print(byte[] bytes)
    {
        try
        {
            _terminal?.Output.Write(bytes);
            Interlocked.Add(ref _carried, bytes.Length);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The cable is being pulled.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Pull();

    private void Listen(PseudoTerminal terminal)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int count = 0;
                bool isReady = terminal.WaitForInput(WaitMs);
                lock (_lock)
                {
                    if (_terminal != terminal)
                    {
                        return;
                    }

                    if (isReady)
                    {
                        count = terminal.Input.Read(buffer);
                        if (count == 0)
                        {
                            return;
                        }
                    }
                }

                if (count > 0)
                {
                    Interlocked.Add(ref _carried, count);
                    _received(buffer[..count]);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The cable or the whole tray is being put away.
        }
    }
}

using System.Diagnostics;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A cable between programs and a port: a pseudo-terminal of its own in front of another one, and a thread for each direction that carries at
/// most a line's rate (ten bits a byte: start, eight, stop) and damages what it carries, by chance but from a seed.
/// </summary>
public sealed class BadCable : IDisposable
{
    private const int BitsPerByte = 10;

    // A UART's buffer: what is carried in one piece.
    private const int PieceBytes = 512;

    private const int WaitMs = 50;
    private const double HoldSeconds = 0.002;

    private readonly PseudoTerminal _terminal = new();
    private readonly FileStream _fromNode;
    private readonly FileStream _toNode;
    private readonly CableFaults _faults;
    private readonly int _baud;
    private readonly Thread[] _threads;
    private volatile bool _isOut;
    private long _carriedToHost;
    private long _carriedToNode;
    private long _holdAfter = long.MaxValue;

    /// <summary>Plugs the cable in.</summary>
    /// <param name="port">Path of the port to go to.</param>
    /// <param name="baud">Rate of the line; 0 for as fast as this machine.</param>
    /// <param name="faults">What it does to the bytes.</param>
    /// <param name="seed">Seed of the faults.</param>
    public BadCable(string port, int baud, CableFaults faults, int seed)
    {
        _baud = baud;
        _faults = faults;
        _fromNode = PseudoTerminal.OpenPort(port, FileAccess.Read);
        _toNode = PseudoTerminal.OpenPort(port, FileAccess.Write);
        _threads =
        [
            new Thread(() => Carry((FileStream)_terminal.Input, _toNode, new Random(seed), isToHost: false)) { IsBackground = true, Name = "cable to " + port },
            new Thread(() => Carry(_fromNode, _terminal.Output, new Random(seed + 1), isToHost: true)) { IsBackground = true, Name = "cable from " + port },
        ];
        Array.ForEach(_threads, t => t.Start());
    }

    /// <summary>Path that programs open.</summary>
    public string Path => _terminal.Path;

    /// <summary>Bytes that were carried to the host.</summary>
    public long BytesToHost => Interlocked.Read(ref _carriedToHost);

    /// <summary>Bytes that were carried to the node.</summary>
    public long BytesToNode => Interlocked.Read(ref _carriedToNode);

    /// <summary>
    /// Bytes after which it holds back what the node says, until this number is raised: a rehearsal stops a transfer at one and the same byte,
    /// however fast the machine is.
    /// </summary>
    public long HoldAfterBytes
    {
        get => Interlocked.Read(ref _holdAfter);
        set => Interlocked.Exchange(ref _holdAfter, value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOut = true;
        Array.ForEach(_threads, t => t.Join());
        _fromNode.Dispose();
        _toNode.Dispose();
        _terminal.Dispose();
    }

    private void Carry(FileStream from, Stream to, Random random, bool isToHost)
    {
        byte[] buffer = new byte[PieceBytes];
        long start = Stopwatch.GetTimestamp();
        double freeAtSeconds = 0;
        try
        {
            while (!_isOut)
            {
                // While there is more to carry the line goes on without a pause, however late this thread gets its turn.
                bool isWaiting = PseudoTerminal.WaitForInput(from, 0);
                if (!isWaiting && !PseudoTerminal.WaitForInput(from, WaitMs))
                {
                    continue;
                }

                int room = isToHost ? (int)Math.Clamp(HoldAfterBytes - BytesToHost, 0, PieceBytes) : PieceBytes;
                if (room == 0)
                {
                    Sleep(HoldSeconds);
                    continue;
                }

                int count = from.Read(buffer, 0, room);
                if (count == 0)
                {
                    return;
                }

                if (_baud > 0)
                {
                    double now = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    freeAtSeconds = (isWaiting ? freeAtSeconds : Math.Max(freeAtSeconds, now)) + ((double)count * BitsPerByte / _baud);
                    Sleep(freeAtSeconds - now);
                }

                Interlocked.Add(ref isToHost ? ref _carriedToHost : ref _carriedToNode, count);
                Deliver(to, _faults.Apply(buffer.AsSpan(0, count), random), random);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other end is gone, and so is the cable.
        }
    }

    private void Deliver(Stream to, byte[] bytes, Random random)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int piece = _faults.Splits ? Math.Min(1 + random.Next(bytes.Length), bytes.Length - at) : bytes.Length;
            to.Write(bytes, at, piece);
            at += piece;
            if (at < bytes.Length)
            {
                Sleep(0.001);
            }
        }
    }

    private static void Sleep(double seconds)
    {
        if (seconds > 0)
        {
            Thread.Sleep(TimeSpan.FromSeconds(seconds));
        }
    }
}

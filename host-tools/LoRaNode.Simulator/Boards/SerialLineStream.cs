using System.Diagnostics;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// A serial cable of a certain rate in front of any port: what the other side sends arrives no faster than ten bits a byte (start, eight,
/// stop). What is sent to it is held back as well.
/// </summary>
public sealed class SerialLineStream(Stream port, int baud) : Stream
{
    private const int BitsPerByte = 10;

    // A UART's buffer: what one read brings at most.
    private const int PieceBytes = 512;

    private readonly long _start = Stopwatch.GetTimestamp();
    private double _freeAtSeconds;

    /// <summary>Bytes that came so far.</summary>
    public long Received { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() => port.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> coming = port.ReadAsync(buffer[..Math.Min(buffer.Length, PieceBytes)], cancellationToken);
        bool wasIdle = !coming.IsCompleted;
        int count = await coming.ConfigureAwait(false);
        Received += count;

        // While the other side has bytes left, the line goes on, whatever the reader does meanwhile: its system's buffer takes them.
        await CarryAsync(count, wasIdle, cancellationToken).ConfigureAwait(false);
        return count;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => port.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await CarryAsync(buffer.Length, true, cancellationToken).ConfigureAwait(false);
        await port.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            port.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Waits until the line has carried so many bytes after those before them.</summary>
    private async ValueTask CarryAsync(int bytes, bool wasIdle, CancellationToken cancellation)
    {
        double now = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        _freeAtSeconds = (wasIdle ? Math.Max(_freeAtSeconds, now) : _freeAtSeconds) + ((double)bytes * BitsPerByte / baud);
        if (_freeAtSeconds - now > 0.001)
        {
            await Task.Delay(TimeSpan.FromSeconds(_freeAtSeconds - now), cancellation).ConfigureAwait(false);
        }
    }
}

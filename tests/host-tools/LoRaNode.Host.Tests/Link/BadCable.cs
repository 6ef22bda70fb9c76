namespace LoRaNode.Host.Tests.Link;

/// <summary>A cable that drops, doubles and damages bytes in both directions, by chance but the same each time.</summary>
internal sealed class BadCable(Stream port, int seed, double faultRate) : Stream
{
    private readonly Random _random = new(seed);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => port.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Half of the room, because bytes may come doubled.
        byte[] piece = new byte[buffer.Length / 2];
        int read = await port.ReadAsync(piece, cancellationToken);
        byte[] spoilt = Spoil(piece.AsSpan(0, read));
        spoilt.CopyTo(buffer);
        return read > 0 && spoilt.Length == 0 ? await ReadAsync(buffer, cancellationToken) : spoilt.Length;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        byte[] spoilt = Spoil(buffer.AsSpan(offset, count));

        // In two pieces: nothing may rely on a request arriving in one.
        int cut = spoilt.Length / 2;
        port.Write(spoilt, 0, cut);
        port.Write(spoilt, cut, spoilt.Length - cut);
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            port.Dispose();
        }

        base.Dispose(disposing);
    }

    private byte[] Spoil(ReadOnlySpan<byte> bytes)
    {
        var result = new List<byte>(bytes.Length);
        foreach (byte value in bytes)
        {
            if (_random.NextDouble() >= faultRate)
            {
                result.Add(value);
                continue;
            }

            switch (_random.Next(3))
            {
                case 0:
                    break;
                case 1:
                    result.Add(value);
                    result.Add(value);
                    break;
                default:
                    result.Add((byte)(value ^ (1 << _random.Next(8))));
                    break;
            }
        }

        return [.. result];
    }
}

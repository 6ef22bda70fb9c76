using System;

namespace LoRaNode.Core.Security;

/// <summary>
/// SHA-512 (FIPS 180-4), for Ed25519: the device has it natively only inside HMAC. Feed it in pieces; it allocates nothing
/// after construction. Not for use by several threads.
/// </summary>
public sealed class Sha512
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 64;

    private const int BlockSize = 128;

    private const int RoundsPerPart = 16;

    private readonly ulong[] _state = new ulong[8];
    private readonly ulong[] _schedule = new ulong[16];
    private readonly ulong[] _constants = new ulong[RoundsPerPart];
    private readonly byte[] _block = new byte[BlockSize];
    private int _filled;
    private long _length;

    /// <summary>Creates the hash of nothing yet.</summary>
    public Sha512()
    {
        Reset();
    }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        // FIPS 180-4, 5.3.5: fractional parts of the square roots of the first eight primes.
        _state[0] = 0x6A09E667F3BCC908;
        _state[1] = 0xBB67AE8584CAA73B;
        _state[2] = 0x3C6EF372FE94F82B;
        _state[3] = 0xA54FF53A5F1D36F1;
        _state[4] = 0x510E527FADE682D1;
        _state[5] = 0x9B05688C2B3E6C1F;
        _state[6] = 0x1F83D9ABFB41BD6B;
        _state[7] = 0x5BE0CD19137E2179;
        _filled = 0;
        _length = 0;

        // A dump of the memory must not find what was hashed.
        Array.Clear(_block, 0, BlockSize);
        Array.Clear(_schedule, 0, _schedule.Length);
    }

    /// <summary>Adds bytes.</summary>
    public void Update(byte[] input, int offset, int length)
    {
        _length += length;
        while (length > 0)
        {
            int take = BlockSize - _filled < length ? BlockSize - _filled : length;
            Array.Copy(input, offset, _block, _filled, take);
            _filled += take;
            offset += take;
            length -= take;
            if (_filled == BlockSize)
            {
                Compress();
                _filled = 0;
            }
        }
    }

    /// <summary>Writes the 64-byte digest and starts again.</summary>
    public void Finish(byte[] digest, int offset)
    {
        long bits = _length * 8;
        _block[_filled++] = 0x80;
        if (_filled > BlockSize - 16)
        {
            Array.Clear(_block, _filled, BlockSize - _filled);
            Compress();
            _filled = 0;
        }

        Array.Clear(_block, _filled, BlockSize - _filled);
        for (int i = 0; i < 8; i++)
        {
            _block[BlockSize - 1 - i] = (byte)(bits >> (8 * i));
        }

        Compress();
        for (int i = 0; i < Size; i++)
        {
            digest[offset + i] = (byte)(_state[i >> 3] >> (56 - (8 * (i & 7))));
        }

        Reset();
    }

    private void Compress()
    {
        ulong[] w = _schedule;
        ulong[] constants = _constants;
        for (int i = 0; i < 16; i++)
        {
            int at = 8 * i;
            uint high = (uint)((_block[at] << 24) | (_block[at + 1] << 16) | (_block[at + 2] << 8) | _block[at + 3]);
            uint low = (uint)((_block[at + 4] << 24) | (_block[at + 5] << 16) | (_block[at + 6] << 8) | _block[at + 7]);
            w[i] = ((ulong)high << 32) | low;
        }

        ulong a = _state[0];
        ulong b = _state[1];
        ulong c = _state[2];
        ulong d = _state[3];
        ulong e = _state[4];
        ulong f = _state[5];
        ulong g = _state[6];
        ulong h = _state[7];
        for (int i = 0; i < 80; i++)
        {
            // The schedule is as long as it is needed at a time: a word takes the place of that 16 before it.
            int k = i & 15;
            if (k == 0)
            {
                Sha512Constants.Load(i / RoundsPerPart, _constants);
            }

            if (i >= 16)
            {
                ulong x = w[(i + 1) & 15];
                ulong y = w[(i + 14) & 15];
                w[k] += w[(i + 9) & 15]
                    + (((x >> 1) | (x << 63)) ^ ((x >> 8) | (x << 56)) ^ (x >> 7))
                    + (((y >> 19) | (y << 45)) ^ ((y >> 61) | (y << 3)) ^ (y >> 6));
            }

            ulong t = h + constants[k] + w[k] + ((e & f) ^ (~e & g))
                + (((e >> 14) | (e << 50)) ^ ((e >> 18) | (e << 46)) ^ ((e >> 41) | (e << 23)));
            ulong u = ((a & b) ^ (a & c) ^ (b & c))
                + (((a >> 28) | (a << 36)) ^ ((a >> 34) | (a << 30)) ^ ((a >> 39) | (a << 25)));
            h = g;
            g = f;
            f = e;
            e = d + t;
            d = c;
            c = b;
            b = a;
            a = t + u;
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }
}

using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.Link;

/// <summary>
/// Picks messages out of a stream of bytes that may also carry other text, and lose, double or damage bytes. A line that does not
/// check is dropped as a whole; nothing is allocated after construction.
/// </summary>
public sealed class LinkLineReader
{
    private static readonly char[] Marker = LinkLine.Marker.ToCharArray();

    private readonly byte[] _line = new byte[LinkLine.MaxLength];
    private readonly byte[] _message = new byte[LinkMessage.MaxLength];
    private int _filled;
    private int _length;
    private State _state;

    private enum State
    {
        Marker,
        Body,
        Skipping,
    }

    /// <summary>The message of the last complete line; valid until the next byte is added.</summary>
    public byte[] Message
    {
        get { return _message; }
    }

    /// <summary>Length of <see cref="Message"/> in bytes.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>Lines that began like a message but did not check.</summary>
    public int Damaged { get; private set; }

    /// <summary>Takes the next byte. True when it completes a message.</summary>
    public bool Add(byte value)
    {
        if (value == '\n' || value == '\r')
        {
            bool complete = _state == State.Body && TryDecode();
            if (_state == State.Body && !complete)
            {
                Damaged++;
            }

            _filled = 0;
            _state = State.Marker;
            return complete;
        }

        // A marker begins a message wherever it stands: the end of the line before may have been lost.
        if (value == Marker[0])
        {
            Damaged += _state == State.Body ? 1 : 0;
            _filled = 0;
            _state = State.Marker;
        }

        switch (_state)
        {
            case State.Marker:
                if (value != Marker[_filled])
                {
                    _state = State.Skipping;
                }
                else if (++_filled == Marker.Length)
                {
                    _filled = 0;
                    _state = State.Body;
                }

                break;
            case State.Body:
                if (_filled == _line.Length)
                {
                    Damaged++;
                    _state = State.Skipping;
                }
                else
                {
                    _line[_filled++] = value;
                }

                break;
        }

        return false;
    }

    /// <summary>Decodes <c>LLLL:base64:CCCCCCCC</c>.</summary>
    private bool TryDecode()
    {
        const int LengthDigits = 4;
        const int CrcDigits = 8;
        int end = _filled - CrcDigits - 1;
        if (end < LengthDigits + 1 || _line[LengthDigits] != ':' || _line[end] != ':'
            || !TryReadHex(0, LengthDigits, out uint length) || length > LinkMessage.MaxLength
            || !TryReadHex(end + 1, CrcDigits, out uint crc))
        {
            return false;
        }

        _length = Base64.Decode(_line, LengthDigits + 1, end - LengthDigits - 1, _message);
        return _length == (int)length && Crc32.Of(_message, 0, _length) == crc;
    }

    private bool TryReadHex(int offset, int digits, out uint value)
    {
        value = 0;
        for (int i = offset; i < offset + digits; i++)
        {
            int c = _line[i];
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        return true;
    }
}

using System.Text;

namespace LoRaNode.VirtualRadio.Sockets;

/// <summary>Reads lines of limited length from a stream; what is longer is cut, so that nobody can fill the memory.</summary>
/// <param name="stream">Where the lines come from.</param>
/// <param name="maxLength">Characters kept of a line, one more to show that it was longer.</param>
internal sealed class LineReader(Stream stream, int maxLength)
{
    private readonly byte[] _buffer = new byte[8_192];
    private readonly byte[] _line = new byte[maxLength + 1];
    private int _start;
    private int _end;

    /// <summary>The next line without its end (LF or CR LF); null at the end of the stream.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        int length = 0;
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await stream.ReadAsync(_buffer, cancellation);
                if (_end == 0)
                {
                    return length > 0 ? Text(length) : null;
                }
            }

            int at = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            int until = at < 0 ? _end : at;
            int taken = Math.Min(until - _start, _line.Length - length);
            Array.Copy(_buffer, _start, _line, length, taken);
            length += taken;
            _start = at < 0 ? _end : at + 1;
            if (at >= 0)
            {
                return Text(length);
            }
        }
    }

    private string Text(int length) => Encoding.ASCII.GetString(_line, 0, length).TrimEnd('\r');
}

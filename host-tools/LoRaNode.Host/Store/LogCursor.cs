using System.Globalization;

namespace LoRaNode.Host.Store;

/// <summary>A place in the list of log records, newest first: the record after which a page goes on. It stays right while records are added.</summary>
/// <param name="AtMs">Its time in milliseconds since 1970 UTC; null when that is not known.</param>
/// <param name="Board">Its board, 16 hexadecimal digits.</param>
/// <param name="Life">Life of the board's log.</param>
/// <param name="Number">Its number in that.</param>
public sealed record LogCursor(long? AtMs, string Board, int Life, uint Number)
{
    private const char Separator = '.';
    private const int BoardLength = 16;

    /// <summary>The place of a record.</summary>
    public static LogCursor Of(StoredLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new LogCursor(log.At?.ToUnixTimeMilliseconds(), log.Board, log.Life, log.Number);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static LogCursor? TryParse(string? text)
    {
        string[] parts = (text ?? string.Empty).Split(Separator);
        long at = 0;
        return parts.Length == 4
            && (parts[0].Length == 0 || long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out at))
            && parts[1].Length == BoardLength && parts[1].All(char.IsAsciiHexDigitLower)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int life)
            && uint.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? new LogCursor(parts[0].Length == 0 ? null : at, parts[1], life, number)
            : null;
    }

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs}{Separator}{Board}{Separator}{Life}{Separator}{Number}");
}

using System.Globalization;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Logs;

/// <summary>Times as people write them for logs.</summary>
internal static class LogTime
{
    private const double MostUnits = 100_000;

    /// <summary>A time of the clock (<c>2026-11-24T18:00</c>) or so long ago (<c>30m</c>, <c>2h</c>, <c>7d</c>).</summary>
    /// <exception cref="UserError">It is neither.</exception>
    internal static DateTimeOffset Parse(string word, DateTimeOffset now)
    {
        if (word.Length > 1
            && double.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count < MostUnits)
        {
            switch (word[^1])
            {
                case 'm':
                    return now.AddMinutes(-count);
                case 'h':
                    return now.AddHours(-count);
                case 'd':
                    return now.AddDays(-count);
            }
        }

        return DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time)
            ? time
            : throw new UserError("logs.error.time", word);
    }
}

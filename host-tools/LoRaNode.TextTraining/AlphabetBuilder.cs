using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>Chooses the characters of a language: the space, then all that its texts use more than now and then, the most frequent first.</summary>
internal static class AlphabetBuilder
{
    private const int MinCount = 6 * TrainingLine.Once;

    // Present in every alphabet whatever the texts say: messages have addresses, numbers and several lines.
    private const string Always = "0123456789abcdefghijklmnopqrstuvwxyz .,:;!?-()/+*#@&%\"'\n_=№°«»—–…";

    internal static char[] Choose(IReadOnlyList<TrainingLine> lines)
    {
        long[] counts = new long[char.MaxValue + 1];
        foreach (TrainingLine line in lines)
        {
            foreach (char c in line.Text)
            {
                if (!char.IsSurrogate(c))
                {
                    counts[LetterCase.IsCapital(c) ? LetterCase.ToSmall(c) : c] += line.Weight;
                }
            }
        }

        foreach (char c in Always)
        {
            counts[c] += MinCount;
        }

        // The most frequent digit stands for all in the history; the others come last, as no context has them.
        int digit = Enumerable.Range('0', 10).MaxBy(c => counts[c]);
        long digits = Enumerable.Range('0', 10).Sum(c => counts[c]);
        return Enumerable.Range(0, counts.Length)
            .Where(c => counts[c] >= MinCount)
            .OrderByDescending(c => c == ' ' ? long.MaxValue : c == digit ? digits : char.IsAsciiDigit((char)c) ? 0 : counts[c])
            .ThenBy(c => Always.Contains((char)c, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(c => c)
            .Select(c => (char)c)
            .ToArray() is var all && all.Length <= Room
                ? all
                : KeepAlways(all);
    }

    private const int Room = TextAlphabet.MaxSymbols - 1 - TextAlphabet.FirstCharacter;

    private static char[] KeepAlways(char[] all)
    {
        HashSet<char> kept = [.. Always];
        foreach (char c in all)
        {
            if (kept.Count == Room)
            {
                break;
            }

            kept.Add(c);
        }

        return [.. all.Where(kept.Contains)];
    }
}

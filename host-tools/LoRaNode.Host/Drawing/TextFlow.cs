using System.Text;

namespace LoRaNode.Host.Drawing;

/// <summary>Breaks a text into lines that fit.</summary>
public static class TextFlow
{
    /// <summary>Breaks at spaces, and inside of words that are too long for a line; the last line ends in an ellipsis when not all fits.</summary>
    /// <param name="text">Any text; line ends count as spaces.</param>
    /// <param name="size">Font size.</param>
    /// <param name="width">Width of a line, more than that of any letter.</param>
    /// <param name="maxLines">Most lines, at least one.</param>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, int maxLines)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (string word in Pieces(text, size, width))
        {
            if (line.Length > 0 && StrokeFont.Measure($"{line} {word}", size) > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        lines.Add(line.ToString());
        if (lines.Count <= maxLines)
        {
            return lines;
        }

        lines.RemoveRange(maxLines, lines.Count - maxLines);
        lines[^1] = Shorten(lines[^1] + " …", size, width);
        return lines;
    }

    /// <summary>The text, or as much of its beginning as fits and an ellipsis.</summary>
    public static string Shorten(string text, double size, double width)
    {
        if (StrokeFont.Measure(text, size) <= width)
        {
            return text;
        }

        double room = width - StrokeFont.Measure("…", size);
        int length = 0;
        foreach (Rune character in text.EnumerateRunes())
        {
            room -= StrokeFont.Measure(character.ToString(), size);
            if (room < 0)
            {
                break;
            }

            length += character.Utf16SequenceLength;
        }

        return text[..length].TrimEnd() + "…";
    }

    private static IEnumerable<string> Pieces(string text, double size, double width)
    {
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var piece = new StringBuilder();
            double room = width;
            foreach (Rune character in word.EnumerateRunes())
            {
                double advance = StrokeFont.Measure(character.ToString(), size);
                if (advance > room && piece.Length > 0)
                {
                    yield return piece.ToString();
                    piece.Clear();
                    room = width;
                }

                piece.Append(character.ToString());
                room -= advance;
            }

            yield return piece.ToString();
        }
    }
}

namespace LoRaNode.Core.Text;

/// <summary>Unicode code points of a UTF-16 string.</summary>
internal static class CodePoints
{
    /// <summary>Whether each surrogate has its other half.</summary>
    internal static bool AreValid(char[] text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            int unit = text[i];
            if (unit >= 0xD800 && unit < 0xE000)
            {
                if (unit >= 0xDC00 || i + 1 == text.Length || text[i + 1] < 0xDC00 || text[i + 1] > 0xDFFF)
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    /// <summary>How many UTF-16 units the code point at an index has.</summary>
    internal static int Units(char[] text, int index)
    {
        return text[index] >= 0xD800 && text[index] < 0xDC00 ? 2 : 1;
    }

    /// <summary>The code point at an index, or 0 at the end of the text.</summary>
    internal static int At(char[] text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        int unit = text[index];
        return unit >= 0xD800 && unit < 0xDC00 ? 0x10000 + ((unit - 0xD800) << 10) + (text[index + 1] - 0xDC00) : unit;
    }
}

namespace LoRaNode.Core.Text;

/// <summary>
/// Pairs of capital and small letters that map onto each other both ways: Latin, Cyrillic with the Kazakh letters. The
/// models know small letters only.
/// </summary>
public static class LetterCase
{
    /// <summary>Whether a character is the capital of a pair.</summary>
    public static bool IsCapital(int c)
    {
        if (c < 0x80)
        {
            return c >= 'A' && c <= 'Z';
        }

        if (c < 0x400 || c > 0x52F)
        {
            return false;
        }

        if (c < 0x430)
        {
            return true;
        }

        // U+0460 to U+052F alternate, but for the signs U+0482 to U+0489 and the palochka block U+04C0 to U+04CF.
        return c >= 0x460 && !(c >= 0x480 && c < 0x48A) && !(c >= 0x4C0 && c < 0x4D0) && (c & 1) == 0;
    }

    /// <summary>Whether a character is the small letter of a pair.</summary>
    public static bool IsSmall(int c)
    {
        if (c < 0x80)
        {
            return c >= 'a' && c <= 'z';
        }

        if (c < 0x430 || c > 0x52F)
        {
            return false;
        }

        return c < 0x460 || (!(c >= 0x480 && c < 0x48A) && !(c >= 0x4C0 && c < 0x4D0) && (c & 1) == 1);
    }

    /// <summary>The small letter of a capital.</summary>
    public static int ToSmall(int capital)
    {
        if (capital < 0x80)
        {
            return capital + 32;
        }

        if (capital < 0x410)
        {
            return capital + 80;
        }

        return capital < 0x430 ? capital + 32 : capital + 1;
    }

    /// <summary>The capital of a small letter.</summary>
    public static int ToCapital(int small)
    {
        if (small < 0x80)
        {
            return small - 32;
        }

        if (small < 0x450)
        {
            return small - 32;
        }

        return small < 0x460 ? small - 80 : small - 1;
    }
}

namespace LoRaNode.Core.Frames;

/// <summary>
/// The geohash of five characters (Niemeyer 2008): 25 bits that halve longitude and latitude in turn, longitude first, written
/// in base 32 without a, i, l and o.
/// </summary>
public static class Geohash
{
    /// <summary>Characters.</summary>
    public const int Length = 5;

    /// <summary>Bits.</summary>
    public const int Bits = 25;

    private const string Alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

    /// <summary>The five characters of a cell.</summary>
    public static string ToText(uint cell)
    {
        char[] digits = Alphabet.ToCharArray();
        char[] text = new char[Length];
        for (int i = 0; i < Length; i++)
        {
            text[i] = digits[(int)((cell >> (Bits - 5 - (5 * i))) & 31)];
        }

        return new string(text);
    }

    /// <summary>Reads five characters, small letters. False when they are no geohash.</summary>
    public static bool TryParse(string text, out uint cell)
    {
        cell = 0;
        if (text == null || text.Length != Length)
        {
            return false;
        }

        char[] digits = text.ToCharArray();
        for (int i = 0; i < Length; i++)
        {
            int digit = Alphabet.IndexOf(digits[i]);
            if (digit < 0)
            {
                return false;
            }

            cell = (cell << 5) | (uint)digit;
        }

        return true;
    }

    /// <summary>The cell of a place in degrees; places beyond the poles or the date line count as at the edge.</summary>
    public static uint Of(double latitude, double longitude)
    {
        double south = -90;
        double north = 90;
        double west = -180;
        double east = 180;
        uint cell = 0;
        for (int i = 0; i < Bits; i++)
        {
            bool upper;
            if ((i & 1) == 0)
            {
                double middle = (west + east) / 2;
                upper = longitude >= middle;
                west = upper ? middle : west;
                east = upper ? east : middle;
            }
            else
            {
                double middle = (south + north) / 2;
                upper = latitude >= middle;
                south = upper ? middle : south;
                north = upper ? north : middle;
            }

            cell = (cell << 1) | (upper ? 1u : 0u);
        }

        return cell;
    }

    /// <summary>The edges of a cell in degrees.</summary>
    public static void Edges(uint cell, out double south, out double west, out double north, out double east)
    {
        south = -90;
        north = 90;
        west = -180;
        east = 180;
        for (int i = 0; i < Bits; i++)
        {
            bool upper = ((cell >> (Bits - 1 - i)) & 1) == 1;
            if ((i & 1) == 0)
            {
                double middle = (west + east) / 2;
                west = upper ? middle : west;
                east = upper ? east : middle;
            }
            else
            {
                double middle = (south + north) / 2;
                south = upper ? middle : south;
                north = upper ? north : middle;
            }
        }
    }
}

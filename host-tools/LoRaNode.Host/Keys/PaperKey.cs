using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <summary>
/// A secret of 32 bytes as text that a person copies by hand or prints as a QR code: four lines of twenty characters in base 32
/// (Crockford's alphabet: no I, L, O, U), each with its number and a check of two characters, so that a slip is found in its line.
/// Bytes: kind (1), community (8), set (2: which split a share is of, 0 otherwise), index (1: number of the share or slot of the
/// issuer), secret (32), start of SHA-256 of all before (6).
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Community">The community's identifier: 16 hexadecimal digits.</param>
/// <param name="Set">Which split a share belongs to; 0 for whole keys.</param>
/// <param name="Index">Number of the share, or slot of the issuer; 0 for the root.</param>
/// <param name="Secret">The 32 bytes.</param>
public sealed record PaperKey(PaperKind Kind, string Community, ushort Set, byte Index, byte[] Secret)
{
    /// <summary>Lines of a paper key.</summary>
    public const int Lines = 4;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LineLength = 20;
    private const int CheckSize = 6;
    private const int Size = 1 + SignatureDomain.CommunitySize + 2 + 1 + SigningKey.SeedSize + CheckSize;

    /// <summary>The four lines, such as <c>1: ABCD EFGH JKMN PQRS TVWX / YZ</c>.</summary>
    public IReadOnlyList<string> ToLines()
    {
        string text = Encode(Bytes());
        var lines = new string[Lines];
        for (int i = 0; i < Lines; i++)
        {
            string line = text.Substring(i * LineLength, LineLength);
            string grouped = string.Join(' ', line.Chunk(4).Select(group => new string(group)));
            lines[i] = string.Create(CultureInfo.InvariantCulture, $"{i + 1}: {grouped} / {Check(i, line)}");
        }

        return lines;
    }

    /// <summary>The same as one word for a QR code in its alphanumeric mode.</summary>
    public string ToQrText() => "LRNK:" + Encode(Bytes());

    /// <summary>Reads four lines or the word of the QR code. Case, spaces, and the letters that look like digits do not matter.</summary>
    /// <exception cref="UserError">Lines are missing, or one does not fit its check: its number is named.</exception>
    public static PaperKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string word = text.Trim();
        string joined = word.StartsWith("LRNK:", StringComparison.OrdinalIgnoreCase) ? Clean(word[5..]) : JoinLines(word);
        byte[] bytes = joined.Length == Lines * LineLength ? Decode(joined) : throw new UserError("keys.error.paperlength", Lines);
        int end = Size - CheckSize;
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan(0, CheckSize).SequenceEqual(bytes.AsSpan(end, CheckSize)) || !Enum.IsDefined((PaperKind)bytes[0]))
        {
            throw new UserError("keys.error.papercheck");
        }

        return new PaperKey(
            (PaperKind)bytes[0],
            Convert.ToHexStringLower(bytes.AsSpan(1, 8)),
            (ushort)(bytes[9] | (bytes[10] << 8)),
            bytes[11],
            bytes[12..end]);
    }

    private byte[] Bytes()
    {
        byte[] head = [(byte)Kind, .. Convert.FromHexString(Community), (byte)Set, (byte)(Set >> 8), Index, .. Secret];
        return [.. head, .. SHA256.HashData(head).AsSpan(0, CheckSize)];
    }

    private static string JoinLines(string text)
    {
        var joined = new StringBuilder();
        int number = 0;
        foreach (string raw in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = raw.IndexOf(':', StringComparison.Ordinal);
            int slash = raw.IndexOf('/', StringComparison.Ordinal);
            if (colon < 0 || slash < colon || number == Lines)
            {
                throw new UserError("keys.error.paperlength", Lines);
            }

            string line = Clean(raw[(colon + 1)..slash]);
            if (raw[..colon].Trim() != (number + 1).ToString(CultureInfo.InvariantCulture) || line.Length != LineLength || Check(number, line) != Clean(raw[(slash + 1)..]))
            {
                throw new UserError("keys.error.paperline", number + 1);
            }

            joined.Append(line);
            number++;
        }

        return joined.ToString();
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (char letter in text.ToUpperInvariant())
        {
            char known = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (Alphabet.Contains(known, StringComparison.Ordinal))
            {
                clean.Append(known);
            }
            else if (!char.IsWhiteSpace(known) && known != '-')
            {
                // A letter of another alphabet must not vanish unnoticed.
                clean.Append('?');
            }
        }

        return clean.ToString();
    }

    private static string Check(int number, string line)
    {
        byte[] digest = SHA256.HashData(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + line));
        return string.Create(CultureInfo.InvariantCulture, $"{Alphabet[digest[0] & 31]}{Alphabet[digest[1] & 31]}");
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        int bits = 0;
        int value = 0;
        foreach (byte b in bytes)
        {
            value = ((value << 8) | b) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(value >> bits) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(value << (5 - bits)) & 31]).ToString();
    }

    private static byte[] Decode(string text)
    {
        byte[] bytes = new byte[Size];
        int at = 0;
        int bits = 0;
        int value = 0;
        foreach (char letter in text)
        {
            int digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                throw new UserError("keys.error.papercheck");
            }

            value = ((value << 5) | digit) & 0xFFFF;
            bits += 5;
            if (bits >= 8 && at < Size)
            {
                bits -= 8;
                bytes[at++] = (byte)(value >> bits);
            }
        }

        return bytes;
    }
}

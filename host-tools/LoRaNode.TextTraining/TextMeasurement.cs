using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining;

/// <summary>
/// How short messages become: each is encoded alone, decoded and compared, and whole bytes count. A character is a Unicode
/// code point.
/// </summary>
public sealed class TextMeasurement
{
    private readonly List<int> _sizes = [];

    /// <summary>How many messages were measured.</summary>
    public int Messages => _sizes.Count;

    /// <summary>How many characters they have.</summary>
    public long Characters { get; private set; }

    /// <summary>How many bytes they became.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bits per character over all messages.</summary>
    public double BitsPerCharacter => Characters == 0 ? 0 : 8.0 * Bytes / Characters;

    /// <summary>The size of the average message in bytes.</summary>
    public double Mean => _sizes.Count == 0 ? 0 : (double)Bytes / _sizes.Count;

    /// <summary>Measures messages with a codec that gives the size of a text in bytes.</summary>
    public static TextMeasurement Of(IEnumerable<string> messages, Func<string, int> sizeOf)
    {
        var measurement = new TextMeasurement();
        foreach (string message in messages)
        {
            int size = sizeOf(message);
            measurement._sizes.Add(size);
            measurement.Bytes += size;
            measurement.Characters += message.EnumerateRunes().Count();
        }

        measurement._sizes.Sort();
        return measurement;
    }

    /// <summary>A codec over models that also proves each message to come back as it was.</summary>
    /// <exception cref="InvalidDataException">A message did not.</exception>
    public static Func<string, int> Codec(ITextModelStore store)
    {
        var models = new TextModels(store);
        var encoder = new TextEncoder(models);
        var decoder = new TextDecoder(models);
        byte[] buffer = new byte[8 * TextLimits.MaxChars];
        char[] chars = new char[TextLimits.MaxChars];
        return message =>
        {
            int length = encoder.Encode(message, buffer, 0, buffer.Length);
            int count = length < 0 ? length : decoder.Decode(buffer, 0, length, chars, chars.Length);
            if (count < 0 || !chars.AsSpan(0, count).SequenceEqual(message))
            {
                throw new InvalidDataException(message);
            }

            return length;
        };
    }

    /// <summary>The size in bytes that a share (0 to 1) of the messages does not exceed.</summary>
    public int Percentile(double share)
    {
        return _sizes.Count == 0 ? 0 : _sizes[Math.Clamp((int)Math.Ceiling(share * _sizes.Count) - 1, 0, _sizes.Count - 1)];
    }

    /// <summary>The share (0 to 1) of the messages that fit a number of bytes.</summary>
    public double ShareWithin(int bytes)
    {
        return _sizes.Count == 0 ? 0 : (double)_sizes.Count(size => size <= bytes) / _sizes.Count;
    }
}

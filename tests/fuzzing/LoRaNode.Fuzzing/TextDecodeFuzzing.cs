using System.CommandLine;
using System.Diagnostics;
using LoRaNode.Core.Text;

namespace LoRaNode.Fuzzing;

/// <summary>Random and mutated bytes at the text decoder: any input gives Unicode that encodes again, or an error code, in bounded time.</summary>
internal static class TextDecodeFuzzing
{
    private const int MaxBytes = 96;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private static readonly string[] Seeds =
    [
        "Көпір жабық, айналып өтіңіз", "Мост закрыт до 18:00, объезд по Абая", "Bridge closed, use another road",
        "ВНИМАНИЕ! 8 (727) 279-00-45", "SOS 43.2389, 76.8897 🚨🚨", "漢字 ελληνικά", "Свет жоқ, вода жоқ, check https://t.me/a",
    ];

    internal static Command Create()
    {
        var count = new Option<long>("--count") { Description = "How many inputs.", DefaultValueFactory = _ => 10_000_000 };
        var seed = new Option<int>("--seed") { Description = "Seed of the inputs.", DefaultValueFactory = _ => 1 };
        var command = new Command("text-decode", "Random and mutated bytes at the text decoder.") { count, seed };
        command.SetAction(result => Run(result.GetValue(count), result.GetValue(seed)));
        return command;
    }

    private static int Run(long count, int seed)
    {
        var models = new TextModels(new EmbeddedTextModelStore());
        var encoder = new TextEncoder(models);
        var decoder = new TextDecoder(models);
        var random = new Random(seed);
        byte[][] seeds = [.. Seeds.Select(text => Encoded(encoder, text))];
        byte[] input = new byte[MaxBytes];
        byte[] again = new byte[16 * TextLimits.MaxChars];
        char[] chars = new char[TextLimits.MaxChars];
        long texts = 0;
        for (long i = 0; i < count; i++)
        {
            int length = Next(random, seeds, input);
            long started = Stopwatch.GetTimestamp();
            int decoded = decoder.Decode(input, 0, length, chars, chars.Length);
            if (IsSlow(started))
            {
                // Perhaps it was the machine.
                started = Stopwatch.GetTimestamp();
                decoded = decoder.Decode(input, 0, length, chars, chars.Length);
            }

            if (IsSlow(started) || decoded < TextError.ModelUnavailable || decoded > chars.Length)
            {
                return Fail(i, seed, input, length, "took too long or returned nonsense");
            }

            if (decoded > 0)
            {
                texts++;
                if (texts % 16 == 0 && !ComesBack(encoder, decoder, new string(chars, 0, decoded), again, chars))
                {
                    return Fail(i, seed, input, length, "gave a text that does not come back");
                }
            }

            if (i % 1_000_000 == 0)
            {
                Console.Error.WriteLine($"{i:N0} of {count:N0}");
            }
        }

        Console.WriteLine($"{count} inputs, {texts} of them a text, no failure");
        return 0;
    }

    private static bool IsSlow(long started) => Stopwatch.GetElapsedTime(started) > Slow;

    private static byte[] Encoded(TextEncoder encoder, string text)
    {
        byte[] buffer = new byte[MaxBytes];
        return buffer[..encoder.Encode(text, buffer, 0, buffer.Length)];
    }

    private static int Next(Random random, byte[][] seeds, byte[] input)
    {
        if (random.Next(3) == 0)
        {
            int length = random.Next(MaxBytes + 1);
            random.NextBytes(input.AsSpan(0, length));
            return length;
        }

        byte[] text = seeds[random.Next(seeds.Length)];
        int encoded = text.Length;
        Array.Clear(input);
        text.CopyTo(input, 0);
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            input[random.Next(encoded)] ^= (byte)(1 << random.Next(8));
        }

        return Math.Min(MaxBytes, random.Next(4) == 0 ? random.Next(encoded + 12) : encoded);
    }

    private static bool ComesBack(TextEncoder encoder, TextDecoder decoder, string text, byte[] buffer, char[] chars)
    {
        int length = encoder.Encode(text, buffer, 0, buffer.Length);
        int count = length < 0 ? length : decoder.Decode(buffer, 0, length, chars, chars.Length);
        return count == text.Length && chars.AsSpan(0, count).SequenceEqual(text);
    }

    private static int Fail(long number, int seed, byte[] input, int length, string what)
    {
        Console.WriteLine($"input {number} of seed {seed} {what}: {Convert.ToHexStringLower(input, 0, length)}");
        return 1;
    }
}

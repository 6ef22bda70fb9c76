namespace LoRaNode.Fuzzing;

/// <summary>Changes inputs: bits, bytes, lengths, values at the edge, pieces of other inputs.</summary>
internal static class Mutation
{
    private static readonly byte[] Edges = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    /// <summary>A changed copy of an input of the corpus, or once in a while random bytes.</summary>
    public static byte[] Of(List<byte[]> corpus, Random random, int maxLength)
    {
        if (corpus.Count == 0 || random.Next(64) == 0)
        {
            byte[] noise = new byte[random.Next(maxLength)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] input = (byte[])corpus[random.Next(corpus.Count)].Clone();
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            input = Change(input, corpus, random);
        }

        return input.Length > maxLength ? input[..maxLength] : input;
    }

    private static byte[] Change(byte[] input, List<byte[]> corpus, Random random)
    {
        int at = input.Length == 0 ? 0 : random.Next(input.Length);
        switch (random.Next(7))
        {
            case 0 when input.Length > 0:
                input[at] ^= (byte)(1 << random.Next(8));
                return input;
            case 1 when input.Length > 0:
                input[at] = (byte)random.Next(256);
                return input;
            case 2 when input.Length > 0:
                input[at] = Edges[random.Next(Edges.Length)];
                return input;
            case 3:
                return input[..at];
            case 4:
                byte[] tail = new byte[random.Next(1, 24)];
                random.NextBytes(tail);
                return [.. input, .. tail];
            case 5 when input.Length > 1:
                return [.. input[..at], .. input[Math.Min(input.Length, at + random.Next(1, 9))..]];
            default:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = other.Length == 0 ? 0 : random.Next(other.Length);
                int length = random.Next(other.Length - from + 1);
                return [.. input[..at], .. other[from..(from + length)], .. input[Math.Min(input.Length, at + length)..]];
        }
    }
}

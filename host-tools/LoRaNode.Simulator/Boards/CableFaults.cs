namespace LoRaNode.Simulator.Boards;

/// <summary>What a bad cable does to what it carries.</summary>
/// <param name="Dropped">Share of bytes that are lost.</param>
/// <param name="Doubled">Share of bytes that come twice.</param>
/// <param name="Flipped">Share of bytes one of whose bits is changed.</param>
/// <param name="Splits">True when what was written in one piece arrives in several, with pauses.</param>
public sealed record CableFaults(double Dropped = 0, double Doubled = 0, double Flipped = 0, bool Splits = false)
{
    /// <summary>A good cable.</summary>
    public static CableFaults None { get; } = new();

    /// <summary>Faults of all kinds that hit together so large a share of the bytes.</summary>
    public static CableFaults Of(double share) => new(share / 3, share / 3, share / 3, Splits: true);

    /// <summary>The bytes as they arrive.</summary>
    public byte[] Apply(ReadOnlySpan<byte> bytes, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var result = new List<byte>(bytes.Length + 4);
        foreach (byte value in bytes)
        {
            double draw = random.NextDouble();
            if (draw < Dropped)
            {
                continue;
            }

            bool isFlipped = draw >= Dropped + Doubled && draw < Dropped + Doubled + Flipped;
            result.Add(isFlipped ? (byte)(value ^ (1 << random.Next(8))) : value);
            if (draw >= Dropped && draw < Dropped + Doubled)
            {
                result.Add(value);
            }
        }

        return [.. result];
    }
}

using System.Text.Json;

namespace LoRaNode.Host.Keys;

/// <summary>What an issuer key file holds.</summary>
internal sealed record IssuerState
{
    public int Format { get; init; } = 1;

    public required byte Slot { get; init; }

    public required string Name { get; init; }

    public required string Community { get; init; }

    public required byte[] RootPublicKey { get; init; }

    public required byte[] Seed { get; init; }

    public required byte[] Certificate { get; init; }

    /// <summary>Sequence of the next alert.</summary>
    public int NextSequence { get; set; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CommunityJson.Default.IssuerState);

    /// <summary>Reads the content of a file. Null when it is none.</summary>
    public static IssuerState? TryParse(ReadOnlySpan<byte> content)
    {
        try
        {
            IssuerState? state = JsonSerializer.Deserialize(content, CommunityJson.Default.IssuerState);
            return state is { Format: 1, Slot: > 0, RootPublicKey.Length: 32, Seed.Length: SigningKey.SeedSize, Certificate: not null, Name: not null, Community: not null }
                ? state
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoRaNode.Host.Keys;

/// <summary>What the network key file holds.</summary>
internal sealed record CommunityState
{
    public int Format { get; init; } = 1;

    public required string Name { get; set; }

    public required byte[] RootPublicKey { get; init; }

    /// <summary>Levels of the key tree.</summary>
    public required int Depth { get; init; }

    /// <summary>From which the tree keys of epoch 0 follow.</summary>
    public required byte[] TreeSecret { get; init; }

    /// <summary>From which the link and log keys of the nodes follow.</summary>
    public required byte[] NodeSecret { get; init; }

    public required byte[] TrustKey { get; init; }

    public int Epoch { get; set; }

    public required byte[] NetworkKey { get; set; }

    /// <summary>Last serial used by a statement of the root.</summary>
    public uint Serial { get; set; }

    public List<NodeEntry> Nodes { get; init; } = [];

    public List<IssuerEntry> Issuers { get; init; } = [];

    /// <summary>The statements of the epoch change last made, for nodes that come late.</summary>
    public List<byte[]> EpochStatements { get; set; } = [];

    public Dictionary<int, string> Zones { get; init; } = [];

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CommunityJson.Default.CommunityState);

    /// <summary>Reads the content of a file. Null when it is none.</summary>
    public static CommunityState? TryParse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, CommunityJson.Default.CommunityState) is { Format: 1 } state && state.IsSound ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsSound => RootPublicKey is { Length: 32 } && TreeSecret is { Length: 32 } && NodeSecret is { Length: 32 }
        && TrustKey is { Length: 16 } && NetworkKey is { Length: 16 } && Name is not null
        && Depth is >= Core.Trust.KeyTree.MinDepth and <= Core.Trust.KeyTree.MaxDepth && Epoch is >= 0 and <= 0xFFFF
        && Nodes is not null && Issuers is not null && EpochStatements is not null && Zones is not null
        && Nodes.TrueForAll(n => n is not null && n.Leaf >= 0 && n.Leaf < 1 << Depth)
        && Issuers.TrueForAll(i => i is { Certificate: not null });
}

/// <summary>Serialization of what key files hold.</summary>
[JsonSerializable(typeof(CommunityState))]
[JsonSerializable(typeof(IssuerState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)] // the fast path writes absent bytes as empty ones
internal sealed partial class CommunityJson : JsonSerializerContext;

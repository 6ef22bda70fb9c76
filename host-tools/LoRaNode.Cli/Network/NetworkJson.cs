using System.Text.Json;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Network;

/// <summary>The public side of a community as JSON.</summary>
internal static class NetworkJson
{
    internal static void WriteCommunity(Utf8JsonWriter json, Community community)
    {
        json.WriteString("name", community.Name);
        json.WriteString("identifier", community.Identifier);
        json.WriteString("rootPublicKey", Convert.ToHexStringLower(community.RootPublicKey));
        json.WriteNumber("epoch", community.Epoch);
        json.WriteBoolean("hasRoot", community.HasRoot);
    }

    internal static void WriteIssuers(Utf8JsonWriter json, Community community)
    {
        json.WriteStartArray("issuers");
        foreach (IssuerEntry issuer in community.Issuers)
        {
            json.WriteStartObject();
            json.WriteNumber("slot", issuer.Slot);
            json.WriteString("name", issuer.Name);
            json.WriteBoolean("revoked", issuer.Revocation is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteNodes(Utf8JsonWriter json, Community community, CommunityStore store)
    {
        Dictionary<ushort, StoredNode> stored = store.Nodes().ToDictionary(n => n.Address);
        Dictionary<ushort, SiteRecord> sites = store.Sites().ToDictionary(s => s.Address);
        json.WriteStartArray("nodes");
        foreach (NodeEntry node in community.Nodes)
        {
            json.WriteStartObject();
            json.WriteNumber("address", node.Address);
            json.WriteString("name", node.Name);
            json.WriteBoolean("excluded", node.IsExcluded);
            if (stored.TryGetValue(node.Address, out StoredNode? known))
            {
                json.WriteString("board", known.Board);
                json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(known.State.ToString()));
            }

            if (sites.TryGetValue(node.Address, out SiteRecord? site))
            {
                json.WritePropertyName("site");
                WriteSite(json, site);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteSite(Utf8JsonWriter json, SiteRecord site)
    {
        json.WriteStartObject();
        json.WriteString("place", site.Place);
        WriteNumber(json, "latitude", site.Latitude);
        WriteNumber(json, "longitude", site.Longitude);
        WriteNumber(json, "heightM", site.HeightM);
        json.WriteString("antenna", site.Antenna);
        json.WriteString("photo", site.Photo);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

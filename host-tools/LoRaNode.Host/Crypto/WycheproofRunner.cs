using System.Security.Cryptography;
using System.Text.Json;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using LoRaNode.Host.Texts;
using NodeCcm = LoRaNode.Core.Security.AesCcm;

namespace LoRaNode.Host.Crypto;

/// <summary>
/// Runs Project Wycheproof's test vectors through the code that the nodes run: Ed25519 verification and AES-CCM of the firmware, and the
/// platform's HMAC-SHA-256 in the call that the firmware makes. Vectors that may be accepted or refused ("acceptable") always agree.
/// </summary>
public static class WycheproofRunner
{
    private const int MaxFileBytes = 64 * 1024 * 1024;

    private static readonly Dictionary<string, Func<JsonElement, JsonElement, bool>> Checks = new(StringComparer.Ordinal)
    {
        ["AES-CCM"] = AgreesCcm,
        ["EDDSA"] = AgreesEd25519,
        ["HMACSHA256"] = AgreesHmac,
    };

    /// <summary>Runs every vector file of a folder, in order of their names.</summary>
    /// <exception cref="UserError">The folder is not there, holds no vectors, or a file is damaged.</exception>
    public static IReadOnlyList<WycheproofFile> Run(string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new UserError("crypto.error.nofolder", folder);
        }

        var results = new List<WycheproofFile>();
        foreach (string path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(Path.GetFileName(path));
            results.Add(RunFile(path, cancellation));
        }

        return results.Exists(r => r.IsUsed) ? results : throw new UserError("crypto.error.novectors", folder);
    }

    private static WycheproofFile RunFile(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
        {
            throw new UserError("crypto.error.badfile", path);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return RunDocument(Path.GetFileName(path), document.RootElement, cancellation);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UserError("crypto.error.badfile", path);
        }
    }

    private static WycheproofFile RunDocument(string name, JsonElement root, CancellationToken cancellation)
    {
        string algorithm = root.GetProperty("algorithm").GetString() ?? string.Empty;
        bool used = Checks.TryGetValue(algorithm, out Func<JsonElement, JsonElement, bool>? agrees) && IsOurCurve(root, algorithm);
        var disagreed = new List<int>();
        int cases = 0;
        foreach (JsonElement group in root.GetProperty("testGroups").EnumerateArray())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                cases++;
                if (used && !agrees!(group, test))
                {
                    disagreed.Add(test.GetProperty("tcId").GetInt32());
                }
            }
        }

        return new WycheproofFile(name, algorithm, used, cases, disagreed);
    }

    /// <summary>EdDSA is also the name of the files for edwards448.</summary>
    private static bool IsOurCurve(JsonElement root, string algorithm) =>
        algorithm != "EDDSA"
        || root.GetProperty("testGroups").EnumerateArray().All(g => g.GetProperty("publicKey").GetProperty("curve").GetString() == "edwards25519");

    private static bool AgreesEd25519(JsonElement group, JsonElement test)
    {
        byte[] key = Hex(group.GetProperty("publicKey"), "pk");
        byte[] message = Hex(test, "msg");
        byte[] signature = Hex(test, "sig");
        bool genuine = key.Length == Ed25519Verifier.KeySize
            && signature.Length == Ed25519Verifier.SignatureSize
            && new Ed25519Verifier().Verify(key, message, message.Length, signature);
        return Agrees(test, genuine);
    }

    private static bool AgreesCcm(JsonElement group, JsonElement test)
    {
        int tagSize = group.GetProperty("tagSize").GetInt32() / 8;
        byte[] nonce = Hex(test, "iv");
        byte[] header = Hex(test, "aad");
        byte[] message = Hex(test, "msg");
        byte[] cipher = [.. Hex(test, "ct"), .. Hex(test, "tag")];
        using var aes = new DotnetAes();
        var ccm = new NodeCcm(aes, tagSize);
        ccm.SetKey(Hex(test, "key"));

        byte[] opened = new byte[Math.Max(0, cipher.Length - tagSize)];
        bool accepted = cipher.Length >= tagSize
            && ccm.Open(nonce, nonce.Length, header, header.Length, cipher, 0, opened.Length, opened, 0)
            && opened.AsSpan().SequenceEqual(message);
        if (IsValid(test))
        {
            byte[] made = [.. message, .. new byte[tagSize]];
            accepted &= ccm.Seal(nonce, nonce.Length, header, header.Length, made, 0, message.Length) && made.AsSpan().SequenceEqual(cipher);
        }

        return Agrees(test, accepted);
    }

    private static bool AgreesHmac(JsonElement group, JsonElement test)
    {
        byte[] tag = Hex(test, "tag");
        byte[] computed = HMACSHA256.HashData(Hex(test, "key"), Hex(test, "msg"));
        bool accepted = tag.Length == group.GetProperty("tagSize").GetInt32() / 8
            && tag.Length <= computed.Length
            && CryptographicOperations.FixedTimeEquals(computed.AsSpan(0, tag.Length), tag);
        return Agrees(test, accepted);
    }

    private static bool Agrees(JsonElement test, bool accepted) => test.GetProperty("result").GetString() switch
    {
        "valid" => accepted,
        "invalid" => !accepted,
        _ => true,
    };

    private static bool IsValid(JsonElement test) => test.GetProperty("result").GetString() == "valid";

    private static byte[] Hex(JsonElement parent, string name) => Convert.FromHexString(parent.GetProperty(name).GetString() ?? string.Empty);
}

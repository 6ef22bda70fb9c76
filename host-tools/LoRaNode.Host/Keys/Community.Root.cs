using System.Security.Cryptography;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <content>Back-up, splitting and restoring of the root, and of issuers' keys.</content>
public sealed partial class Community
{
    /// <summary>The root's private key for paper.</summary>
    /// <exception cref="UserError">The root is not here.</exception>
    public PaperKey BackUpRoot()
    {
        using SigningKey root = OpenRoot();
        return new PaperKey(PaperKind.Root, Identifier, 0, 0, root.ExportSeed());
    }

    /// <summary>An issuer's private key for paper.</summary>
    /// <exception cref="UserError">Its file is not here.</exception>
    public PaperKey BackUpIssuer(byte slot)
    {
        using Issuer issuer = OpenIssuer(slot);
        return new PaperKey(PaperKind.Issuer, Identifier, 0, slot, issuer.ExportSeed());
    }

    /// <summary>Three shares of the root's private key, any two of which restore it. The root stays here until it is removed.</summary>
    /// <exception cref="UserError">The root is not here.</exception>
    public IReadOnlyList<PaperKey> SplitRoot()
    {
        using SigningKey root = OpenRoot();
        byte[] seed = root.ExportSeed();
        byte[][] shares = SecretSharing.Split(seed);
        CryptographicOperations.ZeroMemory(seed);
        ushort set = (ushort)RandomNumberGenerator.GetInt32(1, 0x10000);
        return [.. shares.Select((share, i) => new PaperKey(PaperKind.RootShare, Identifier, set, (byte)(i + 1), share))];
    }

    /// <summary>Removes the root's key file from the folder, once it was split or backed up.</summary>
    public void RemoveRoot() => File.Delete(RootPath);

    /// <summary>Writes the root's key file again from paper: the whole key, or two shares.</summary>
    /// <exception cref="UserError">The papers are of another community or do not go together.</exception>
    public void RestoreRoot(IReadOnlyList<PaperKey> papers, KeyFileCost? cost = null)
    {
        byte[] seed = SeedOf(papers);
        try
        {
            using SigningKey root = SigningKey.FromSeed(seed);
            if (!root.PublicKey.AsSpan().SequenceEqual(RootPublicKey))
            {
                throw new UserError("keys.error.paperother");
            }

            using KeyFile file = KeyFile.Create(KeyFileKind.Root, _passphrase, cost ?? KeyFileCost.Default);
            file.Write(RootPath, seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Writes an issuer's key file again from paper. Its alerts go on with a number that was not used for certain.</summary>
    /// <exception cref="UserError">The paper is of another community, or its key is not the one certified.</exception>
    public IssuerEntry RestoreIssuer(PaperKey paper, int nextSequence, KeyFileCost? cost = null)
    {
        ArgumentNullException.ThrowIfNull(paper);
        IssuerEntry entry = _state.Issuers.Find(i => i.Slot == paper.Index) ?? throw new UserError("keys.error.noissuer", paper.Index);
        using SigningKey key = SigningKey.FromSeed(paper.Secret);
        var certificate = new CertificatePayload();
        bool matches = paper.Kind == PaperKind.Issuer
            && certificate.TryRead(entry.Certificate, entry.Certificate.Length)
            && entry.Certificate.AsSpan(CertificatePayload.KeyOffset, 32).SequenceEqual(key.PublicKey);
        if (!matches)
        {
            throw new UserError("keys.error.paperother");
        }

        var state = new IssuerState
        {
            Slot = entry.Slot,
            Name = entry.Name,
            Community = Name,
            RootPublicKey = RootPublicKey,
            Seed = paper.Secret,
            Certificate = entry.Certificate,
            NextSequence = nextSequence,
        };
        Issuer.Create(IssuerPath(entry.Slot), state, _passphrase, cost ?? KeyFileCost.Default);
        return entry;
    }

    private byte[] SeedOf(IReadOnlyList<PaperKey> papers)
    {
        ArgumentNullException.ThrowIfNull(papers);
        if (papers.Any(p => p.Community != Identifier))
        {
            throw new UserError("keys.error.paperother");
        }

        if (papers is [{ Kind: PaperKind.Root } whole])
        {
            return (byte[])whole.Secret.Clone();
        }

        bool together = papers is [{ Kind: PaperKind.RootShare } first, { Kind: PaperKind.RootShare } second]
            && first.Set == second.Set
            && first.Index != second.Index
            && first.Index is >= 1 and <= SecretSharing.Shares
            && second.Index is >= 1 and <= SecretSharing.Shares;
        return together
            ? SecretSharing.Combine(papers[0].Secret, papers[0].Index, papers[1].Secret, papers[1].Index)
            : throw new UserError("keys.error.papershares", SecretSharing.Needed);
    }
}

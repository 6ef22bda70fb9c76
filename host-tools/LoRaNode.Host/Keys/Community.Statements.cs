using System.Security.Cryptography;
using System.Text;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <content>What the root says over the air: certificates, revocations, epoch changes, the time.</content>
public sealed partial class Community
{
    /// <summary>Most issuers at a time: what every node has room for.</summary>
    public const int MaxIssuers = IssuerTable.Capacity;

    /// <summary>Makes an issuer: its key file in this folder under the folder's passphrase, and its certificate.</summary>
    /// <returns>The issuer; its certificate is the payload of a trust frame.</returns>
    /// <exception cref="UserError">There is no slot left, the name cannot be used, or the root is not here.</exception>
    public IssuerEntry CertifyIssuer(string name, int scope, int days, DateTimeOffset validFrom, KeyFileCost? cost = null)
    {
        using SigningKey key = SigningKey.FromSeed(_random(SigningKey.SeedSize));
        IssuerEntry entry = Certify(NewSlot(), name, key.PublicKey, scope, days, validFrom);
        var state = new IssuerState
        {
            Slot = entry.Slot,
            Name = name,
            Community = Name,
            RootPublicKey = RootPublicKey,
            Seed = key.ExportSeed(),
            Certificate = entry.Certificate,
        };
        Issuer.Create(IssuerPath(entry.Slot), state, _passphrase, cost ?? KeyFileCost.Default);
        CryptographicOperations.ZeroMemory(state.Seed);
        return entry;
    }

    /// <summary>Certifies a public key in a slot: a new one (null), or one that is renewed or replaced.</summary>
    public IssuerEntry Certify(byte? slot, string name, byte[] publicKey, int scope, int days, DateTimeOffset validFrom)
    {
        CheckName(name, "keys.error.name");
        using IDisposable change = BeginChange();
        using SigningKey root = OpenRoot();
        var certificate = new CertificatePayload
        {
            Serial = NextSerial(),
            Slot = slot ?? NewSlot(),
            Scope = scope,
            ValidFromMinutes = NetworkClock.Minutes(validFrom),
            ValidDays = days,
        };
        byte[] content = new byte[CertificatePayload.MaxSize];
        int length = certificate.Write(content, publicKey, Encoding.UTF8.GetBytes(name));
        if (length < 0)
        {
            throw new UserError("keys.error.certificate", CertificatePayload.MaxDays);
        }

        var entry = new IssuerEntry(certificate.Slot, name, Signed(root, content[..length]), null);
        _state.Issuers.RemoveAll(i => i.Slot == entry.Slot);
        _state.Issuers.Add(entry);
        Save();
        return entry;
    }

    /// <summary>Withdraws the certificates of a slot.</summary>
    /// <returns>The payload of a trust frame.</returns>
    /// <exception cref="UserError">There is no such issuer, or the root is not here.</exception>
    public byte[] RevokeIssuer(byte slot)
    {
        using IDisposable change = BeginChange();
        int index = _state.Issuers.FindIndex(i => i.Slot == slot);
        if (index < 0)
        {
            throw new UserError("keys.error.noissuer", slot);
        }

        using SigningKey root = OpenRoot();
        var revocation = new RevocationPayload { Serial = NextSerial(), Slot = slot };
        byte[] content = new byte[RevocationPayload.Size];
        byte[] statement = Signed(root, content[..revocation.Write(content)]);
        _state.Issuers[index] = _state.Issuers[index] with { Revocation = statement };
        Save();
        return statement;
    }

    /// <summary>
    /// Turns the epoch: a new network key for every node but those ever left out and <paramref name="excluded"/>.
    /// </summary>
    /// <param name="excluded">Addresses of nodes to leave out from now on; they can come back only as new nodes.</param>
    /// <param name="activeFrom">When nodes begin to send under the new key; null for as soon as they have it.</param>
    /// <param name="grace">How long frames under the old key are still accepted after that: 1 to 255 minutes.</param>
    /// <exception cref="UserError">An address is unknown, nobody would be left, or the root is not here.</exception>
    public EpochTurn TurnEpoch(IReadOnlyCollection<ushort> excluded, DateTimeOffset? activeFrom = null, TimeSpan? grace = null)
    {
        ArgumentNullException.ThrowIfNull(excluded);
        using IDisposable change = BeginChange();
        NodeEntry[] leaving = [.. excluded.Select(Node)];
        HashSet<int> without = [.. _state.Nodes.Where(n => n.IsExcluded).Concat(leaving).Select(n => n.Leaf)];
        IReadOnlyList<int> cover = KeyCover.Without(Depth, without);
        if (cover.Count == 0 || Epoch >= 0xFFFF)
        {
            throw new UserError("keys.error.nobodyleft");
        }

        using SigningKey root = OpenRoot();
        byte[] key = _random(KeyTree.KeySize);
        var statements = new List<byte[]>();
        foreach (int[] part in cover.Chunk(EpochChangePayload.MaxEntries))
        {
            statements.Add(ChangeStatement(root, part, key, activeFrom, grace ?? TimeSpan.FromMinutes(15)));
        }

        _state.Epoch++;
        _state.NetworkKey = key;
        _state.EpochStatements = statements;
        foreach (NodeEntry node in leaving)
        {
            _state.Nodes[_state.Nodes.IndexOf(node)] = node with { IsExcluded = true };
        }

        Save();
        return new EpochTurn(Epoch, statements, cover.Count);
    }

    /// <summary>Signs the time with the root: the payload of a trust frame.</summary>
    public byte[] SignTime(DateTimeOffset now)
    {
        var time = new TimePayload { Slot = 0, Seconds = NetworkClock.Seconds(now) };
        byte[] content = new byte[TimePayload.Size];
        content = content[..time.Write(content)];
        using SigningKey root = OpenRoot();
        return [.. content, .. root.Sign(SignatureDomain.Of(SignatureDomain.Time, RootPublicKey), content)];
    }

    private byte[] ChangeStatement(SigningKey root, int[] positions, byte[] key, DateTimeOffset? activeFrom, TimeSpan grace)
    {
        int epoch = Epoch + 1;
        var change = new EpochChangePayload
        {
            Serial = NextSerial(),
            Epoch = epoch,
            ActiveFromMinutes = activeFrom is { } time ? NetworkClock.Minutes(time) : 0,
            GraceMinutes = (byte)Math.Clamp((int)grace.TotalMinutes, 1, 255),
        };
        byte[] content = new byte[EpochChangePayload.EntriesOffset + (positions.Length * EpochChangePayload.EntrySize)];
        change.Write(content);
        for (int i = 0; i < positions.Length; i++)
        {
            int at = EpochChangePayload.EntriesOffset + (i * EpochChangePayload.EntrySize);
            content[at] = (byte)positions[i];
            content[at + 1] = (byte)(positions[i] >> 8);
            KeyTree.Wrap(TreeKey(positions[i], epoch), change.Serial, positions[i], key, 0, content, EpochChangePayload.WrappedOffset(i));
        }

        return Signed(root, content);
    }

    private byte NewSlot()
    {
        for (byte slot = 1; slot < byte.MaxValue && _state.Issuers.Count < MaxIssuers; slot++)
        {
            if (!_state.Issuers.Exists(i => i.Slot == slot))
            {
                return slot;
            }
        }

        throw new UserError("keys.error.slots", MaxIssuers);
    }
}

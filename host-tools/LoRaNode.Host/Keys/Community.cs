using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <summary>
/// The keys of a community: a folder with <c>network.key</c> (network keys, nodes, issuers), <c>root.key</c> (can be moved away and
/// brought back) and one <c>issuer-NN.key</c> for each issuer made here. Every change is on the disk before its result is handed out.
/// </summary>
public sealed partial class Community : IDisposable
{
    /// <summary>Name of the file with network keys, nodes and issuers.</summary>
    public const string NetworkFileName = "network.key";

    /// <summary>Name of the file with the root's private key.</summary>
    public const string RootFileName = "root.key";

    private readonly IKeyShelf _shelf;
    private readonly string _passphrase;
    private readonly Func<int, byte[]> _random;
    private KeyFile _file;
    private CommunityState _state;
    private byte[] _known = [];
    private IKeyTurn? _turn;

    private Community(string folder, KeyFile file, CommunityState state, string passphrase, Func<int, byte[]> random, IKeyShelf? shelf)
    {
        _random = random;
        _shelf = shelf ?? new FolderShelf(Path.Combine(folder, NetworkFileName));
        Folder = folder;
        _file = file;
        _state = state;
        _passphrase = passphrase;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The community's name.</summary>
    public string Name => _state.Name;

    /// <summary>The root's public key, 32 bytes.</summary>
    public byte[] RootPublicKey => _state.RootPublicKey;

    /// <summary>The community's identifier, as people compare it: 16 hexadecimal digits.</summary>
    public string Identifier => IdentifierOf(RootPublicKey);

    /// <summary>Epoch of the network key.</summary>
    public int Epoch => _state.Epoch;

    /// <summary>Levels of the key tree.</summary>
    public int Depth => _state.Depth;

    /// <summary>All nodes ever added, those left out included.</summary>
    public IReadOnlyList<NodeEntry> Nodes => _state.Nodes;

    /// <summary>All issuers ever certified, revoked ones included.</summary>
    public IReadOnlyList<IssuerEntry> Issuers => _state.Issuers;

    /// <summary>Names of zones by number.</summary>
    public IReadOnlyDictionary<int, string> Zones => _state.Zones;

    /// <summary>True when the root's private key is in the folder.</summary>
    public bool HasRoot => File.Exists(RootPath);

    private string RootPath => Path.Combine(Folder, RootFileName);

    /// <summary>The identifier of the community of a root: 16 hexadecimal digits.</summary>
    public static string IdentifierOf(byte[] rootPublicKey)
    {
        byte[] identifier = new byte[SignatureDomain.CommunitySize];
        SignatureDomain.WriteCommunity(rootPublicKey, identifier, 0);
        return Convert.ToHexStringLower(identifier);
    }

    /// <summary>Founds a community: makes its root, its first network key and the secrets that node keys follow from.</summary>
    /// <exception cref="UserError">The folder holds a community already, or the name cannot be used.</exception>
    public static Community Create(string folder, string name, string passphrase, CommunityOptions? options = null)
    {
        options ??= new CommunityOptions();
        CheckName(name, "keys.error.name");
        CheckPassphrase(passphrase);
        if (File.Exists(Path.Combine(folder, NetworkFileName)) || File.Exists(Path.Combine(folder, RootFileName)))
        {
            throw new UserError("keys.error.exists", folder);
        }

        MakeFolder(folder);
        using SigningKey root = SigningKey.FromSeed(options.Random(SigningKey.SeedSize));
        using (KeyFile rootFile = KeyFile.Create(KeyFileKind.Root, passphrase, options.Cost))
        {
            rootFile.Write(Path.Combine(folder, RootFileName), root.ExportSeed());
        }

        var state = new CommunityState
        {
            Name = name,
            RootPublicKey = root.PublicKey,
            Depth = options.Depth,
            TreeSecret = options.Random(32),
            NodeSecret = options.Random(32),
            TrustKey = options.Random(16),
            NetworkKey = options.Random(16),
        };
        var community = new Community(folder, KeyFile.Create(KeyFileKind.Network, passphrase, options.Cost), state, passphrase, options.Random, null);
        using (community.BeginChange())
        {
            community.Save();
        }

        return community;
    }

    /// <summary>Opens a community's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="passphrase">Passphrase of the keys.</param>
    /// <param name="shelf">Where the key file is when others change it from elsewhere; null when it is only in the folder.</param>
    /// <exception cref="UserError">There is none, or the passphrase is wrong.</exception>
    public static Community Open(string folder, string passphrase, IKeyShelf? shelf = null)
    {
        string path = Path.Combine(folder, NetworkFileName);
        if (shelf is not null && Directory.Exists(folder))
        {
            // What others have changed comes into the folder.
            shelf.Begin().Dispose();
        }

        if (!File.Exists(path))
        {
            throw new UserError("keys.error.nocommunity", folder);
        }

        // Read once: opening takes a third of a second, and what others change meanwhile must not count as known.
        byte[] known = KeyFile.ReadBytes(path);
        KeyFile file = KeyFile.Open(path, known, KeyFileKind.Network, passphrase, out byte[] content);
        if (CommunityState.TryParse(content) is { } state)
        {
            return new Community(folder, file, state, passphrase, RandomNumberGenerator.GetBytes, shelf) { _known = known };
        }

        file.Dispose();
        throw new UserError("keys.error.notkeyfile", path);
    }

    /// <summary>Names a zone for alerts. An empty name removes it.</summary>
    public void SetZone(int zone, string name)
    {
        if (zone is < 1 or > 255)
        {
            throw new UserError("keys.error.zone", zone);
        }

        using IDisposable change = BeginChange();
        if (string.IsNullOrEmpty(name))
        {
            _state.Zones.Remove(zone);
        }
        else
        {
            CheckName(name, "keys.error.name");
            _state.Zones[zone] = name;
        }

        Save();
    }

    /// <summary>Opens the key of an issuer that was made in this folder, with the folder's passphrase.</summary>
    /// <exception cref="UserError">Its file is not here or has another passphrase.</exception>
    public Issuer OpenIssuer(byte slot) => Issuer.Open(IssuerPath(slot), _passphrase);

    /// <summary>Path of the key file of an issuer.</summary>
    public string IssuerPath(byte slot) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"issuer-{slot:D2}.key"));

    /// <summary>All statements that a node should know: the latest word about every issuer, then the latest epoch change. Payloads of trust frames.</summary>
    public IReadOnlyList<byte[]> Statements() => [.. _state.Issuers.Select(i => i.Revocation ?? i.Certificate), .. _state.EpochStatements];

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Makes a folder that only its owner can read.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void CheckName(string name, string textKey)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name ?? string.Empty);
        if (bytes.Length is 0 or > CertificatePayload.MaxName || !DisplayName.IsValid(bytes, 0, bytes.Length))
        {
            throw new UserError(textKey, name, CertificatePayload.MaxName);
        }
    }

    private static void CheckPassphrase(string passphrase)
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            throw new UserError("keys.error.emptypassphrase");
        }
    }

    private SigningKey OpenRoot()
    {
        if (!HasRoot)
        {
            throw new UserError("keys.error.noroot", RootPath);
        }

        using KeyFile file = KeyFile.Open(RootPath, KeyFileKind.Root, _passphrase, out byte[] seed);
        try
        {
            if (seed.Length != SigningKey.SeedSize)
            {
                throw new UserError("keys.error.notkeyfile", RootPath);
            }

            SigningKey root = SigningKey.FromSeed(seed);
            if (root.PublicKey.AsSpan().SequenceEqual(RootPublicKey))
            {
                return root;
            }

            root.Dispose();
            throw new UserError("keys.error.otherroot", RootPath);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private byte[] Signed(SigningKey root, byte[] content) =>
        [.. content, .. root.Sign(SignatureDomain.Of(SignatureDomain.Trust, RootPublicKey), content)];

    private uint NextSerial() => ++_state.Serial;

    /// <summary>Begins a change: nobody else changes the keys until it ends, and what others have changed before is seen.</summary>
    /// <exception cref="UserError">Somebody else does not end, or the passphrase was changed meanwhile.</exception>
    private Change BeginChange()
    {
        if (_turn is not null)
        {
            return new Change(this, isOuter: false);
        }

        _turn = _shelf.Begin();
        try
        {
            if (_turn.Content is { } content && !content.AsSpan().SequenceEqual(_known) && _known.Length > 0)
            {
                Reload(content);
            }

            return new Change(this, isOuter: true);
        }
        catch
        {
            EndChange();
            throw;
        }
    }

    private void Reload(byte[] content)
    {
        string path = Path.Combine(Folder, NetworkFileName);
        if (KeyFile.TryOpen(content, KeyFileKind.Network, _passphrase, out KeyFile? file, out byte[] plain) != KeyFileStatus.Opened)
        {
            throw new UserError("keys.error.passphrase", path);
        }

        _file.Dispose();
        _file = file!;
        _state = CommunityState.TryParse(plain) ?? throw new UserError("keys.error.notkeyfile", path);
        _known = content;
    }

    private void EndChange()
    {
        IKeyTurn? turn = _turn;
        _turn = null;
        turn?.Dispose();
    }

    private void Save()
    {
        _known = _file.Seal(_state.ToBytes());
        _turn!.Put(_known);
    }

    /// <summary>A change under way; changes within it are part of it.</summary>
    private sealed class Change(Community community, bool isOuter) : IDisposable
    {
        public void Dispose()
        {
            if (isOuter)
            {
                community.EndChange();
            }
        }
    }
}

using System.Security.Cryptography;
using LoRaNode.Host.Texts;
using NSec.Cryptography;

namespace LoRaNode.Host.Keys;

/// <summary>
/// A file of secrets under a passphrase: Argon2id for the key, XChaCha20-Poly1305 for the content, the whole head
/// authenticated.
/// <code>
/// 0..3    "LRNK"
/// 4       format, 1
/// 5       kind (see KeyFileKind)
/// 6       Argon2id memory: power of two of KiB
/// 7       Argon2id passes
/// 8..23   salt
/// 24..47  nonce, new for every write
/// 48..    content, encrypted, and the 16-byte tag
/// </code>
/// </summary>
public sealed class KeyFile : IDisposable
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxSize = 8 * 1024 * 1024;

    private const int HeadSize = 48;
    private const int SaltOffset = 8;
    private const int SaltSize = 16;
    private const int NonceOffset = 24;
    private const int NonceSize = 24;
    private const byte Format = 1;

    private static readonly XChaCha20Poly1305 Cipher = AeadAlgorithm.XChaCha20Poly1305;

    private readonly byte[] _head;
    private readonly Key _key;

    private KeyFile(byte[] head, Key key)
    {
        _head = head;
        _key = key;
    }

    /// <summary>Prepares a new file: salt and key. Nothing is written before <see cref="Write"/>.</summary>
    public static KeyFile Create(KeyFileKind kind, string passphrase, KeyFileCost cost)
    {
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        if (!cost.IsAllowed)
        {
            throw new ArgumentOutOfRangeException(nameof(cost));
        }

        byte[] head = new byte[HeadSize];
        "LRNK"u8.CopyTo(head);
        head[4] = Format;
        head[5] = (byte)kind;
        head[6] = cost.MemoryLog2KiB;
        head[7] = cost.Passes;
        RandomNumberGenerator.Fill(head.AsSpan(SaltOffset, SaltSize));
        return new KeyFile(head, DeriveKey(head, passphrase));
    }

    /// <summary>Opens a file and decrypts its content.</summary>
    /// <exception cref="UserError">There is no such file, it is none of this kind, it is damaged, or the passphrase is wrong.</exception>
    public static KeyFile Open(string path, KeyFileKind kind, string passphrase, out byte[] content) => Open(path, ReadBytes(path), kind, passphrase, out content);

    /// <summary>The same for the bytes that were read from a file.</summary>
    internal static KeyFile Open(string path, byte[] bytes, KeyFileKind kind, string passphrase, out byte[] content)
    {
        KeyFileStatus status = TryOpen(bytes, kind, passphrase, out KeyFile? file, out content);
        return status switch
        {
            KeyFileStatus.Opened => file!,
            KeyFileStatus.WrongPassphrase => throw new UserError("keys.error.passphrase", path),
            _ => throw new UserError("keys.error.notkeyfile", path),
        };
    }

    /// <summary>Opens the bytes of a file. Any bytes are safe: the result tells what they are.</summary>
    public static KeyFileStatus TryOpen(ReadOnlySpan<byte> bytes, KeyFileKind kind, string passphrase, out KeyFile? file, out byte[] content)
    {
        file = null;
        content = [];
        if (bytes.Length < HeadSize + Cipher.TagSize || bytes.Length > MaxSize
            || !bytes[..4].SequenceEqual("LRNK"u8) || bytes[4] != Format || bytes[5] != (byte)kind
            || !new KeyFileCost(bytes[6], bytes[7]).IsAllowed)
        {
            return KeyFileStatus.NotKeyFile;
        }

        byte[] head = bytes[..HeadSize].ToArray();
        Key key = DeriveKey(head, passphrase);
        byte[]? plain = Cipher.Decrypt(key, head.AsSpan(NonceOffset, NonceSize), head, bytes[HeadSize..]);
        if (plain is null)
        {
            key.Dispose();
            return KeyFileStatus.WrongPassphrase;
        }

        content = plain;
        file = new KeyFile(head, key);
        return KeyFileStatus.Opened;
    }

    /// <summary>Decrypts what another program has put in the place of this file since it was opened. False when that is under another passphrase.</summary>
    internal bool TryRead(ReadOnlySpan<byte> bytes, out byte[] content)
    {
        content = [];
        if (bytes.Length < HeadSize + Cipher.TagSize || !bytes[..NonceOffset].SequenceEqual(_head.AsSpan(0, NonceOffset)))
        {
            return false;
        }

        byte[]? plain = Cipher.Decrypt(_key, bytes.Slice(NonceOffset, NonceSize), bytes[..HeadSize], bytes[HeadSize..]);
        content = plain ?? [];
        return plain is not null;
    }

    /// <summary>True when decrypted bytes are the content of a network or an issuer key file. Any bytes are safe.</summary>
    public static bool IsContent(ReadOnlySpan<byte> content) => CommunityState.TryParse(content) is not null || IssuerState.TryParse(content) is not null;

    /// <summary>The bytes of the file with this content, under a new nonce.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        RandomNumberGenerator.Fill(_head.AsSpan(NonceOffset, NonceSize));
        byte[] bytes = new byte[HeadSize + content.Length + Cipher.TagSize];
        _head.CopyTo(bytes, 0);
        Cipher.Encrypt(_key, _head.AsSpan(NonceOffset, NonceSize), _head, content, bytes.AsSpan(HeadSize));
        return bytes;
    }

    /// <summary>Replaces the file as a whole, readable by its owner only.</summary>
    public void Write(string path, ReadOnlySpan<byte> content) => SecretFile.Write(path, Seal(content));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>What a file says that it holds.</summary>
    /// <exception cref="UserError">There is no such file, or it is no key file.</exception>
    internal static KeyFileKind KindOf(string path)
    {
        byte[] bytes = ReadBytes(path);
        return bytes.Length > HeadSize && bytes.AsSpan(0, 4).SequenceEqual("LRNK"u8) && Enum.IsDefined((KeyFileKind)bytes[5])
            ? (KeyFileKind)bytes[5]
            : throw new UserError("keys.error.notkeyfile", path);
    }

    /// <summary>The bytes of a file, as long as they can be those of a key file.</summary>
    /// <exception cref="UserError">There is no such file, or it is too large.</exception>
    internal static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError("keys.error.nofile", path);
        }

        return new FileInfo(path).Length > MaxSize ? throw new UserError("keys.error.notkeyfile", path) : File.ReadAllBytes(path);
    }

    private static Key DeriveKey(ReadOnlySpan<byte> head, string passphrase)
    {
        var parameters = new Argon2Parameters
        {
            DegreeOfParallelism = 1,
            MemorySize = 1L << head[6],
            NumberOfPasses = head[7],
        };
        var argon = new Argon2id(parameters);

        return argon.DeriveKey(Passphrase.Compose(passphrase), head.Slice(SaltOffset, SaltSize), Cipher);
    }
}

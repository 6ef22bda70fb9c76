using System.Security.Cryptography;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Texts;

namespace LoRaNode.Host.Keys;

/// <summary>
/// An issuer's key, opened: signs alerts and, when its scope allows, the time. The file is all that an issuer's own computer needs; it
/// also counts the alerts, so keep one copy in use.
/// </summary>
public sealed class Issuer : IDisposable
{
    private readonly string _path;
    private readonly KeyFile _file;
    private readonly IssuerState _state;
    private readonly SigningKey _key;

    private Issuer(string path, KeyFile file, IssuerState state)
    {
        _path = path;
        _file = file;
        _state = state;
        _key = SigningKey.FromSeed(state.Seed);
    }

    /// <summary>Slot of the certificate, 1 to 255.</summary>
    public byte Slot => _state.Slot;

    /// <summary>Name shown on every node.</summary>
    public string Name => _state.Name;

    /// <summary>Name of the community.</summary>
    public string Community => _state.Community;

    /// <summary>The issuer's public key.</summary>
    public byte[] PublicKey => _key.PublicKey;

    /// <summary>The root's public key.</summary>
    public byte[] RootPublicKey => _state.RootPublicKey;

    /// <summary>The certificate as it goes over the air: the payload of a trust frame.</summary>
    public byte[] Certificate => _state.Certificate;

    /// <summary>Sequence of the next alert.</summary>
    public int NextSequence => _state.NextSequence;

    /// <summary>Opens an issuer key file.</summary>
    /// <exception cref="UserError">The file or the passphrase is wrong.</exception>
    public static Issuer Open(string path, string passphrase)
    {
        KeyFile file = KeyFile.Open(path, KeyFileKind.Issuer, passphrase, out byte[] content);
        if (IssuerState.TryParse(content) is { } state)
        {
            return new Issuer(path, file, state);
        }

        file.Dispose();
        throw new UserError("keys.error.notkeyfile", path);
    }

    /// <summary>The seed of the private key, for paper back-up.</summary>
    internal byte[] ExportSeed() => _key.ExportSeed();

    internal static void Create(string path, IssuerState state, string passphrase, KeyFileCost cost)
    {
        using KeyFile file = KeyFile.Create(KeyFileKind.Issuer, passphrase, cost);
        file.Write(path, state.ToBytes());
    }

    /// <summary>
    /// Signs an alert: the payload of an alert frame. Its number is used up and stored before the signature leaves, so that no two
    /// alerts ever have the same; programs that have the file open at once take turns.
    /// </summary>
    /// <param name="draft">What to say about it.</param>
    /// <param name="text">The text as the text codec wrote it.</param>
    /// <param name="now">The time to put into it.</param>
    /// <exception cref="UserError">The text is too long, or the alert to replace cannot be named.</exception>
    public byte[] SignAlert(AlertDraft draft, ReadOnlySpan<byte> text, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(draft);
        using IKeyTurn turn = new FolderShelf(_path).Begin();
        TakeCount(turn.Content);
        AlertPayload alert = Fields(draft, now);
        byte[] head = new byte[AlertPayload.MaxHead];
        int headLength = alert.Write(head);
        if (headLength < 0)
        {
            throw new UserError("keys.error.alertfields");
        }

        int room = AlertPayload.MaxSize - headLength - AlertPayload.SignatureSize;
        if (text.Length > room)
        {
            throw new UserError("keys.error.alertlong", text.Length, room);
        }

        _state.NextSequence = (_state.NextSequence + 1) % AlertPayload.SequenceCount;
        turn.Put(_file.Seal(_state.ToBytes()));
        return Signed(SignatureDomain.Alert, [.. head[..headLength], .. text]);
    }

    /// <summary>Signs the time: the payload of a trust frame.</summary>
    /// <exception cref="UserError">The certificate does not allow it.</exception>
    public byte[] SignTime(DateTimeOffset now)
    {
        var certificate = new CertificatePayload();
        if (!certificate.TryRead(_state.Certificate, _state.Certificate.Length) || (certificate.Scope & IssuerScope.Time) == 0)
        {
            throw new UserError("keys.error.timescope", Name);
        }

        var time = new TimePayload { Slot = Slot, Seconds = NetworkClock.Seconds(now) };
        byte[] content = new byte[TimePayload.Size];
        return Signed(SignatureDomain.Time, content[..time.Write(content)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _key.Dispose();
        _file.Dispose();
    }

    /// <summary>Goes on counting where another program, which opened the same file, has ended.</summary>
    private void TakeCount(byte[]? content)
    {
        if (content is null)
        {
            return;
        }

        IssuerState now = _file.TryRead(content, out byte[] plain) && IssuerState.TryParse(plain) is { } state
            ? state
            : throw new UserError("keys.error.passphrase", _path);
        CryptographicOperations.ZeroMemory(plain);
        _state.NextSequence = now.NextSequence;
    }

    private AlertPayload Fields(AlertDraft draft, DateTimeOffset now)
    {
        int distance = 0;
        if (draft.Kind != AlertKind.Alert)
        {
            distance = (_state.NextSequence - (draft.Replaces ?? _state.NextSequence)) & (AlertPayload.SequenceCount - 1);
            if (distance is 0 or > AlertPayload.MaxDistance)
            {
                throw new UserError("keys.error.replaces", draft.Replaces, AlertPayload.MaxDistance);
            }
        }

        return new AlertPayload
        {
            Issuer = Slot,
            Sequence = (ushort)_state.NextSequence,
            Kind = draft.Kind,
            IsExercise = draft.IsExercise,
            Language = draft.Language,
            Urgency = draft.Urgency,
            Severity = draft.Severity,
            Certainty = draft.Certainty,
            Event = draft.Event,
            SentMinutes = NetworkClock.Minutes(now),
            Lifetime = (byte)AlertLifetime.CodeFor((int)Math.Min(draft.Lifetime.TotalMinutes, AlertLifetime.MaxMinutes)),
            Distance = (byte)distance,
            Area = draft.Area,
            Zone = draft.Zone,
            Cell = draft.Cell,
        };
    }

    private byte[] Signed(byte domain, byte[] content) =>
        [.. content, .. _key.Sign(SignatureDomain.Of(domain, _state.RootPublicKey), content)];
}

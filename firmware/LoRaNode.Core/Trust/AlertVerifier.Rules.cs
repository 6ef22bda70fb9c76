using LoRaNode.Core.Frames;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Trust;

/// <content>What a signed item must fulfil besides its signature, and what follows when it is genuine.</content>
public sealed partial class AlertVerifier
{
    // How long statements are worth keeping for late joiners.
    private const long StatementLifetimeMs = 30L * 24 * 3600 * 1000;
    // A node that was off for half a year still finds the change; a newer one takes it away.
    private const long ChangeLifetimeMs = 180L * 24 * 3600 * 1000;
    private const long TimeLifetimeMs = 10L * 60 * 1000;

    // A time beacon that took a while through the city is still good for nodes that know less.
    private const uint TimeSlackSeconds = 300;

    private readonly CertificatePayload _certificate = new CertificatePayload();
    private readonly RevocationPayload _revocation = new RevocationPayload();
    private readonly EpochChangePayload _change = new EpochChangePayload();
    private readonly TimePayload _clock = new TimePayload();

    /// <summary>Everything but the signature. The payload object of the kind is filled afterwards.</summary>
    private TrustReason Check(FrameType type, byte[] payload, int length, long nowMs)
    {
        if (type == FrameType.Alert)
        {
            return CheckAlert(payload, length, nowMs);
        }

        if (type != FrameType.Trust || length < 1)
        {
            return TrustReason.Malformed;
        }

        LifetimeMs = StatementLifetimeMs;
        switch ((TrustKind)payload[0])
        {
            case TrustKind.Certificate:
                return CheckCertificate(payload, length, nowMs);
            case TrustKind.Revocation:
                return CheckRevocation(payload, length);
            case TrustKind.EpochChange:
                LifetimeMs = ChangeLifetimeMs;
                return CheckEpochChange(payload, length);
            case TrustKind.Time:
                LifetimeMs = TimeLifetimeMs;
                return CheckTime(payload, length, nowMs);
            default:
                return TrustReason.Malformed;
        }
    }

    private TrustReason CheckAlert(byte[] payload, int length, long nowMs)
    {
        if (!_alert.TryRead(payload, length))
        {
            return TrustReason.Malformed;
        }

        uint now = _time.Minutes(nowMs);
        if (_alert.ExpiresMinutes <= now)
        {
            return TrustReason.Expired;
        }

        TrustReason issuer = CheckIssuer(_alert.Issuer, now);
        if (issuer != TrustReason.None)
        {
            return issuer;
        }

        int index = _issuers.Find(_alert.Issuer);
        int scope = _issuers.Scope(index);
        if ((scope & (1 << _alert.Category)) == 0 || ((scope & IssuerScope.ExercisesOnly) != 0 && !_alert.IsExercise))
        {
            return TrustReason.OutOfScope;
        }

        if (_alert.SentMinutes < _issuers.ValidFromMinutes(index) || _alert.SentMinutes >= _issuers.ValidUntilMinutes(index))
        {
            return TrustReason.OutsideValidity;
        }

        // A clock that is late must not stretch the lifetime beyond what the issuer gave.
        uint left = _alert.ExpiresMinutes - now;
        uint given = (uint)AlertLifetime.Minutes(_alert.Lifetime);
        LifetimeMs = (left < given ? left : given) * 60000L;
        bool isSuperseded = _alerts.IsSuperseded(_alert, now) && !(_isRestoring && _alerts.IsNewest(_alert));
        return isSuperseded ? TrustReason.Superseded : TrustReason.None;
    }

    private TrustReason CheckIssuer(byte slot, uint nowMinutes)
    {
        int index = _issuers.Find(slot);
        if (index < 0)
        {
            return TrustReason.UnknownIssuer;
        }

        if (_issuers.IsRevoked(index))
        {
            return TrustReason.Revoked;
        }

        return nowMinutes >= _issuers.ValidUntilMinutes(index) ? TrustReason.OutsideValidity : TrustReason.None;
    }

    private TrustReason CheckCertificate(byte[] payload, int length, long nowMs)
    {
        if (!_certificate.TryRead(payload, length))
        {
            return TrustReason.Malformed;
        }

        if (_certificate.ValidUntilMinutes <= _time.Minutes(nowMs))
        {
            return TrustReason.Expired;
        }

        if (_issuers.IsOlder(_certificate.Slot, _certificate.Serial))
        {
            return TrustReason.Superseded;
        }

        return _issuers.HasRoom(_certificate.Slot) ? TrustReason.None : TrustReason.NoRoom;
    }

    private TrustReason CheckRevocation(byte[] payload, int length)
    {
        if (!_revocation.TryRead(payload, length))
        {
            return TrustReason.Malformed;
        }

        if (_issuers.IsOlder(_revocation.Slot, _revocation.Serial))
        {
            return TrustReason.Superseded;
        }

        return _issuers.HasRoom(_revocation.Slot) ? TrustReason.None : TrustReason.NoRoom;
    }

    private TrustReason CheckEpochChange(byte[] payload, int length)
    {
        if (!_change.TryRead(payload, length))
        {
            return TrustReason.Malformed;
        }

        return _change.Epoch < _keys.Epoch ? TrustReason.Superseded : TrustReason.None;
    }

    private TrustReason CheckTime(byte[] payload, int length, long nowMs)
    {
        if (!_clock.TryRead(payload, length))
        {
            return TrustReason.Malformed;
        }

        if (_clock.Seconds + TimeSlackSeconds < _time.Seconds(nowMs))
        {
            return TrustReason.Expired;
        }

        if (_clock.Slot == 0)
        {
            return TrustReason.None;
        }

        TrustReason issuer = CheckIssuer(_clock.Slot, _time.Minutes(nowMs));
        if (issuer != TrustReason.None)
        {
            return issuer;
        }

        // A stolen issuer key can push the clock to the end of its certificate, not further.
        int index = _issuers.Find(_clock.Slot);
        if ((_issuers.Scope(index) & IssuerScope.Time) == 0)
        {
            return TrustReason.OutOfScope;
        }

        uint minutes = _clock.Seconds / 60;
        bool valid = minutes >= _issuers.ValidFromMinutes(index) && minutes < _issuers.ValidUntilMinutes(index);
        return valid ? TrustReason.None : TrustReason.OutsideValidity;
    }

    private void BeginSignature(VerificationJob job)
    {
        int content = job.Length - Ed25519Verifier.SignatureSize;
        byte[] key = _rootKey;
        int keyOffset = 0;
        byte[] domain = _trustDomain;
        int slot = 0;
        if (job.Type == FrameType.Alert)
        {
            domain = _alertDomain;
            slot = _alert.Issuer;
        }
        else if (job.Payload[0] == (byte)TrustKind.Time)
        {
            domain = _timeDomain;
            slot = _clock.Slot;
        }

        if (slot != 0)
        {
            key = _issuers.Keys;
            keyOffset = IssuerTable.KeyOffset(_issuers.Find(slot));
        }

        _signature.Begin(key, keyOffset, domain, job.Payload, 0, content, job.Payload, content);
    }

    /// <summary>
    /// Applies a genuine item. The table of issuers changes only here, so the check at the start of the verification still holds.
    /// </summary>
    private TrustReason Take(VerificationJob job, long nowMs)
    {
        TrustReason reason = Check(job.Type, job.Payload, job.Length, nowMs);
        if (reason != TrustReason.None)
        {
            return reason;
        }

        if (job.Type == FrameType.Alert)
        {
            _alerts.Add(_alert, _time.Minutes(nowMs));
            if ((_issuers.Scope(_issuers.Find(_alert.Issuer)) & IssuerScope.Time) != 0)
            {
                _time.Advance(_alert.SentMinutes * 60, nowMs);
            }

            return TrustReason.None;
        }

        switch ((TrustKind)job.Payload[0])
        {
            case TrustKind.Certificate:
                _issuers.Apply(_certificate, job.Payload);
                break;
            case TrustKind.Revocation:
                _issuers.Apply(_revocation);
                break;
            case TrustKind.EpochChange:
                _keys.Apply(_change, job.Payload);
                break;
            default:
                _time.Advance(_clock.Seconds, nowMs);
                break;
        }

        return TrustReason.None;
    }
}

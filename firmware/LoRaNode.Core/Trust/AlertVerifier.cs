using System;
using LoRaNode.Core.Frames;
using LoRaNode.Core.Primitives;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Trust;

/// <summary>
/// Decides about alerts and trust statements: cheap checks at once, the signature in slices. Nothing is accepted whose signature
/// was not checked on this node. Work and memory are bounded: a queue of <see cref="QueueSize"/>, at most
/// <see cref="PerOrigin"/> of one origin (one, while it is known for bad signatures). This node's own items go first, then origins of
/// whom a genuine item was seen, then unknown ones, then those known for bad signatures; one verification in four goes to any that
/// waits, so that nobody's name, not even a stolen one, takes everything. When the queue is full, a newcomer with a better name takes a
/// place, one with no name takes a random place with even odds: a genuine item offered again and again gets its turn whatever the
/// flood. What was checked lately is recognised by a keyed digest and costs nothing. One thread owns the object.
/// <code>
///   Judge -> Refuse | Later                       (cheap checks)
///   Judge -> Pending -> Step… -> Accept | Refuse  (signature)
///                    \-> Displaced: no verdict comes; the owner forgets it at once and it may be offered again
/// </code>
/// </summary>
public sealed partial class AlertVerifier
{
    /// <summary>Items that wait at most.</summary>
    public const int QueueSize = 8;

    /// <summary>Items of one origin that wait at most.</summary>
    public const int PerOrigin = 2;

    /// <summary>No handle.</summary>
    public const int Nobody = -1;

    private const int RememberedDigests = 40;

    private readonly byte[] _rootKey;
    private readonly byte[] _alertDomain;
    private readonly byte[] _trustDomain;
    private readonly byte[] _timeDomain;
    private readonly byte[] _digestKey;
    private readonly IssuerTable _issuers;
    private readonly NetworkKeys _keys;
    private readonly NetworkTime _time;
    private readonly AlertIndex _alerts;
    private readonly RandomSource _random;
    private readonly Ed25519Verifier _signature = new Ed25519Verifier();
    private readonly DigestSet _genuine = new DigestSet(RememberedDigests);
    private readonly DigestSet _false = new DigestSet(RememberedDigests);
    private readonly OriginStanding _standing = new OriginStanding();
    private readonly VerificationJob[] _queue = new VerificationJob[QueueSize];
    private readonly AlertPayload _alert = new AlertPayload();
    private VerificationJob _active;
    private VerificationJob _done;
    private uint _order;
    private bool _isRestoring;

    /// <summary>Creates a verifier for the community of a root.</summary>
    /// <param name="rootKey">The root's public key, 32 bytes; not changed, kept by reference.</param>
    /// <param name="digestKey">Secret of this node alone, 16 bytes or more, from which nobody outside can guess digests.</param>
    /// <param name="issuers">Issuers known.</param>
    /// <param name="keys">Network keys, which epoch changes go to.</param>
    /// <param name="time">The node's time.</param>
    /// <param name="alerts">Which alerts count.</param>
    /// <param name="random">For picking what to displace.</param>
    public AlertVerifier(byte[] rootKey, byte[] digestKey, IssuerTable issuers, NetworkKeys keys, NetworkTime time, AlertIndex alerts, RandomSource random)
    {
        _rootKey = rootKey;
        _digestKey = digestKey;
        _alertDomain = SignatureDomain.Of(SignatureDomain.Alert, rootKey);
        _trustDomain = SignatureDomain.Of(SignatureDomain.Trust, rootKey);
        _timeDomain = SignatureDomain.Of(SignatureDomain.Time, rootKey);
        _issuers = issuers;
        _keys = keys;
        _time = time;
        _alerts = alerts;
        _random = random;
        for (int i = 0; i < QueueSize; i++)
        {
            _queue[i] = new VerificationJob();
        }
    }

    /// <summary>Why the last verdict, of <see cref="Judge"/> or <see cref="Step"/>, was not to accept.</summary>
    public TrustReason Reason { get; private set; }

    /// <summary>How long the item of the last verdict is worth keeping and offering to others, in milliseconds from then; known for pending items too.</summary>
    public long LifetimeMs { get; private set; }

    /// <summary>Handle of the item that had to give way in the last <see cref="Judge"/>, or <see cref="Nobody"/>.</summary>
    public int Displaced { get; private set; } = Nobody;

    /// <summary>The item of the verdict that <see cref="Step"/> reported; its bytes are valid until the next call of <see cref="Step"/>.</summary>
    public VerificationJob Resolved
    {
        get { return _done; }
    }

    /// <summary>The verdict on <see cref="Resolved"/>: accept or refuse.</summary>
    public TrustVerdict ResolvedVerdict { get; private set; }

    /// <summary>True when <see cref="Step"/> has work.</summary>
    public bool HasWork
    {
        get
        {
            for (int i = 0; i < QueueSize; i++)
            {
                if (_queue[i].IsUsed && _queue[i] != _done)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>
    /// Address of this node: items with this origin come over its own link and go first. Frames from the air never have it, for the relay
    /// drops what claims to be from this node.
    /// </summary>
    public ushort LocalOrigin { get; set; }

    /// <summary>Verifications finished since the start, good and bad: for statistics.</summary>
    public int Verified { get; private set; }

    /// <summary>Judges an authentic item. The payload is copied when it must wait.</summary>
    /// <param name="handle">The owner's name for the item.</param>
    /// <param name="type">Alert or trust; others are malformed.</param>
    /// <param name="origin">Node that made the frame.</param>
    /// <param name="payload">The item's payload.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="nowMs">Monotonic milliseconds.</param>
    public TrustVerdict Judge(int handle, FrameType type, ushort origin, byte[] payload, int length, long nowMs)
    {
        return Consider(handle, type, origin, payload, length, false, nowMs);
    }

    /// <summary>
    /// Judges an alert that was accepted before a restart and comes from the medium. All rules hold and its signature is checked anew; only
    /// that it is itself the newest of its thread does not count against it.
    /// </summary>
    public TrustVerdict JudgeRestored(int handle, ushort origin, byte[] payload, int length, long nowMs)
    {
        return Consider(handle, FrameType.Alert, origin, payload, length, true, nowMs);
    }

    private TrustVerdict Consider(int handle, FrameType type, ushort origin, byte[] payload, int length, bool isRestored, long nowMs)
    {
        LifetimeMs = 0;
        Displaced = Nobody;
        _isRestoring = isRestored;
        Reason = length > AlertPayload.MaxSize ? TrustReason.Malformed : Check(type, payload, length, nowMs);
        if (Reason == TrustReason.UnknownIssuer)
        {
            return TrustVerdict.Later;
        }

        if (Reason != TrustReason.None)
        {
            return TrustVerdict.Refuse;
        }

        ulong digest = DigestSet.Digest(_digestKey, payload, length);
        if (_genuine.Contains(digest))
        {
            Reason = TrustReason.AlreadyKnown;
            return TrustVerdict.Refuse;
        }

        if (_false.Contains(digest))
        {
            Reason = TrustReason.BadSignature;
            return TrustVerdict.Refuse;
        }

        VerificationJob place = PlaceFor(origin, digest, nowMs);
        if (place == null)
        {
            Reason = TrustReason.Busy;
            return TrustVerdict.Later;
        }

        Displaced = place.IsUsed ? place.Handle : Nobody;
        place.Set(handle, type, origin, payload, length, digest, _order++);
        place.IsRestored = isRestored;
        return TrustVerdict.Pending;
    }

    /// <summary>
    /// Does up to <paramref name="units"/> units of work (see <see cref="Ed25519Verifier.MaxWorkUnits"/>). True when an item's verdict
    /// has come: look at <see cref="Resolved"/> and <see cref="ResolvedVerdict"/>. Call again while <see cref="HasWork"/>.
    /// </summary>
    public bool Step(int units, long nowMs)
    {
        if (_done != null)
        {
            _done.Clear();
            _done = null;
        }

        if (_active == null)
        {
            _active = Next(nowMs);
            if (_active == null)
            {
                return false;
            }

            _isRestoring = _active.IsRestored;

            // The world may have changed while it waited: its issuer revoked, its time over, a newer alert accepted.
            Reason = Check(_active.Type, _active.Payload, _active.Length, nowMs);
            if (Reason == TrustReason.None && _genuine.Contains(_active.Digest))
            {
                Reason = TrustReason.AlreadyKnown;
            }

            if (Reason != TrustReason.None)
            {
                return End(TrustVerdict.Refuse);
            }

            // Hashing it and recoding its scalars is as much work as a slice of the curve.
            BeginSignature(_active);
            return false;
        }

        if (!_signature.Step(units))
        {
            return false;
        }

        Verified++;
        if (!_signature.IsValid)
        {
            _standing.OnFailure(_active.Origin, nowMs);
            _false.Add(_active.Digest);
            Reason = TrustReason.BadSignature;
            return End(TrustVerdict.Refuse);
        }

        _standing.OnSuccess(_active.Origin);
        Reason = Take(_active, nowMs);
        if (Reason == TrustReason.None)
        {
            _genuine.Add(_active.Digest);
        }

        return End(Reason == TrustReason.None ? TrustVerdict.Accept : TrustVerdict.Refuse);
    }

    /// <summary>Forgets everything that waits and every digest: after this, nothing of what came is in its memory.</summary>
    public void Wipe()
    {
        for (int i = 0; i < QueueSize; i++)
        {
            _queue[i].Clear();
        }

        _active = null;
        _done = null;
        _genuine.Clear();
        _false.Clear();
        Array.Clear(_digestKey, 0, _digestKey.Length);
    }

    private bool End(TrustVerdict verdict)
    {
        _done = _active;
        _active = null;
        ResolvedVerdict = verdict;
        return true;
    }

    /// <summary>The waiting item that goes next: best rank, then the oldest; every fourth time any.</summary>
    private VerificationJob Next(long nowMs)
    {
        bool anybody = (Verified & 3) == 3;
        VerificationJob best = null;
        int bestRank = 0;
        int candidates = 0;
        for (int i = 0; i < QueueSize; i++)
        {
            VerificationJob job = _queue[i];
            if (!job.IsUsed || job == _active || job == _done)
            {
                continue;
            }

            candidates++;
            if (anybody)
            {
                best = _random.Next(candidates) == 0 ? job : best;
                continue;
            }

            int rank = (2 * Rank(job.Origin, nowMs)) + (job.Type == FrameType.Alert ? 0 : 1);
            if (best == null || rank < bestRank || (rank == bestRank && job.Order - best.Order > 0x80000000))
            {
                best = job;
                bestRank = rank;
            }
        }

        return best;
    }

    /// <summary>0 this node, 1 of good name, 2 unknown, 3 and more known for bad signatures.</summary>
    private int Rank(ushort origin, long nowMs)
    {
        if (origin == LocalOrigin)
        {
            return 0;
        }

        if (_standing.IsGood(origin))
        {
            return 1;
        }

        int failures = _standing.Failures(origin, nowMs);
        return 2 + (failures > 100 ? 100 : failures);
    }

    /// <summary>A place in the queue for an item of an origin, or null when it has to come again.</summary>
    private VerificationJob PlaceFor(ushort origin, ulong digest, long nowMs)
    {
        int rank = Rank(origin, nowMs);
        VerificationJob free = null;
        VerificationJob worse = null;
        VerificationJob equal = null;
        int worseRank = rank;
        int ofOrigin = 0;
        int equals = 0;
        for (int i = 0; i < QueueSize; i++)
        {
            VerificationJob job = _queue[i];
            if (!job.IsUsed || job == _done)
            {
                free = job.IsUsed ? free : job;
                continue;
            }

            ofOrigin += job.Origin == origin ? 1 : 0;
            if (job.Digest == digest)
            {
                return null;
            }

            if (job == _active)
            {
                continue;
            }

            int jobRank = Rank(job.Origin, nowMs);
            if (jobRank > worseRank)
            {
                worse = job;
                worseRank = jobRank;
            }
            else if (jobRank == rank)
            {
                equals++;
                equal = _random.Next(equals) == 0 ? job : equal;
            }
        }

        if (ofOrigin >= (rank > 2 ? 1 : PerOrigin))
        {
            return Displace(origin);
        }

        if (free != null || worse != null)
        {
            return free ?? worse;
        }

        return _random.Next(2) == 0 ? equal : null;
    }

    /// <summary>An origin over its share competes with itself only: a forger who uses its name must not lock it out.</summary>
    private VerificationJob Displace(ushort origin)
    {
        VerificationJob chosen = null;
        int candidates = 0;
        for (int i = 0; i < QueueSize; i++)
        {
            VerificationJob job = _queue[i];
            if (job.IsUsed && job != _active && job != _done && job.Origin == origin)
            {
                candidates++;
                chosen = _random.Next(candidates) == 0 ? job : chosen;
            }
        }

        return _random.Next(2) == 0 ? chosen : null;
    }
}

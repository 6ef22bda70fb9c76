using LoRaNode.Core.Frames;
using LoRaNode.Core.Net;
using LoRaNode.Core.Trust;

namespace LoRaNode.Fuzzing.Security;

/// <summary>A node that judges a stream of alerts and statements, and everything that it stores of them. The first byte of an input chooses what it is.</summary>
public sealed class ControlTarget : FuzzTarget, IDisposable
{
    private const int Lifetime = 5000;

    private Authority? _authority;
    private readonly HashSet<string> _genuine = new(StringComparer.Ordinal);
    private readonly NetworkKeys _keys = new(new DotnetAes(), new DotnetAes(), new DotnetAes());
    private readonly byte[] _stored = new byte[NodeCredentials.MaxSize];
    private AlertVerifier? _verifier;
    private long _nowMs;
    private int _runs;

    /// <inheritdoc/>
    public override string Name => "control";

    /// <inheritdoc/>
    public override string Description => "A node that judges alerts and statements, and the stored forms of keys, issuers and alerts.";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds()
    {
        _authority ??= new Authority();
        _verifier = _authority.NewVerifier();
        var seeds = new List<byte[]>();
        seeds.AddRange(_authority.Alerts.Select(a => (byte[])[0, .. a]));
        seeds.AddRange(_authority.Statements.Select(s => (byte[])[1, .. s]));
        seeds.Add([2, .. _authority.Credentials]);
        foreach (byte[] seed in seeds)
        {
            _genuine.Add(Convert.ToHexString(seed.AsSpan(1)));
        }

        var credentials = new NodeCredentials();
        credentials.TryRead(_authority.Credentials, _authority.Credentials.Length);
        seeds.Add([3, .. _authority.Credentials[credentials.KeysOffset..(credentials.KeysOffset + credentials.KeysLength)]]);
        seeds.Add([4, .. _authority.Credentials[credentials.IssuersOffset..(credentials.IssuersOffset + credentials.IssuersLength)]]);
        seeds.Add([5, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
        return seeds;
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        byte[] payload = input[1..];
        switch (input[0] % 6)
        {
            case 0:
                Judge(FrameType.Alert, payload);
                break;
            case 1:
                Judge(FrameType.Trust, payload);
                break;
            case 2:
                new NodeCredentials().TryRead(payload, payload.Length);
                break;
            case 3:
                Promise(!_keys.TryLoad(payload, payload.Length) || _keys.Save(_stored) == payload.Length, "stored keys come back");
                break;
            case 4:
                var table = new IssuerTable();
                Promise(!table.TryLoad(payload, payload.Length) || table.Save(_stored) == payload.Length, "stored issuers come back");
                break;
            default:
                var index = new AlertIndex();
                Promise(!index.TryLoad(payload, payload.Length) || index.Save(_stored) == payload.Length, "stored alerts come back");
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _authority?.Dispose();

    private void Judge(FrameType type, byte[] payload)
    {
        if (++_runs % Lifetime == 0 || _verifier is null)
        {
            _authority ??= new Authority();
            _verifier = _authority.NewVerifier();
            _nowMs = 0;
        }

        _nowMs += 10;
        TrustVerdict verdict = _verifier.Judge(1, type, (ushort)(payload.Length + 1), payload, payload.Length, _nowMs);
        Promise(verdict != TrustVerdict.Accept, "nothing is accepted without a signature");

        // A node has time for a fraction of the signatures that a flood brings.
        if (verdict == TrustVerdict.Pending && _runs % 64 == 0)
        {
            int steps = 0;
            while (!_verifier.Step(32, _nowMs))
            {
                Promise(++steps < 20, "a verification ends");
            }

            if (_verifier.ResolvedVerdict == TrustVerdict.Accept)
            {
                VerificationJob job = _verifier.Resolved;
                Promise(_genuine.Contains(Convert.ToHexString(job.Payload.AsSpan(0, job.Length))), "only what was signed is accepted");
            }
        }
    }
}

using LoRaNode.Core.Trust;

namespace LoRaNode.Fuzzing.Security;

/// <summary>Statements of the root as bytes: certificates, revocations, epoch changes, time.</summary>
public sealed class CertificatesTarget : FuzzTarget
{
    private readonly CertificatePayload _certificate = new();
    private readonly RevocationPayload _revocation = new();
    private readonly EpochChangePayload _change = new();
    private readonly TimePayload _time = new();
    private readonly IssuerTable _table = new();
    private readonly byte[] _written = new byte[300];
    private readonly byte[] _key = new byte[32];

    /// <inheritdoc/>
    public override string Name => "certificates";

    /// <inheritdoc/>
    public override string Description => "Certificates, revocations, epoch changes and time beacons as bytes.";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds()
    {
        using var authority = new Authority();
        return [.. authority.Statements];
    }

    /// <inheritdoc/>
    public override void Run(byte[] input)
    {
        int content = input.Length - 64;
        int length = -1;
        if (_certificate.TryRead(input, input.Length))
        {
            Array.Copy(input, CertificatePayload.KeyOffset, _key, 0, 32);
            length = _certificate.Write(_written, _key, input[CertificatePayload.NameOffset..(CertificatePayload.NameOffset + _certificate.NameLength)]);
            _table.Apply(_certificate, input);
            Promise(_table.Count <= IssuerTable.Capacity, "the table of issuers is bounded");
        }
        else if (_revocation.TryRead(input, input.Length))
        {
            length = _revocation.Write(_written);
            _table.Apply(_revocation);
        }
        else if (_change.TryRead(input, input.Length))
        {
            Promise(_change.Entries is >= 1 and <= EpochChangePayload.MaxEntries, "entries are bounded");
            length = _change.Write(_written);
            content = length;
        }
        else if (_time.TryRead(input, input.Length))
        {
            length = _time.Write(_written);
        }
        else
        {
            return;
        }

        Promise(length == content && _written.AsSpan(0, length).SequenceEqual(input.AsSpan(0, length)), "a statement has one encoding");
    }
}

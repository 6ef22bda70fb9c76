using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>
/// Ed25519: a signature of RFC 8032, 7.1 (test 3), genuine or for a changed message. One check is one verification, so its time is that of
/// an alert.
/// </summary>
public sealed class SignatureCheck : SelfCheck
{
    // Units of work in one step: below 50 ms on the board, as in the node's own passes.
    private const int UnitsPerStep = Network.NodeNetwork.UnitsPerPass;

    private readonly bool _isForged;
    private Ed25519Verifier _verifier;

    /// <summary>Creates the check.</summary>
    /// <param name="isForged">True to change the message, which the signature must then not fit.</param>
    public SignatureCheck(bool isForged)
    {
        _isForged = isForged;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return _isForged ? "ed25519 signature, forged" : "ed25519 signature, genuine"; }
    }

    /// <inheritdoc/>
    public override bool Work()
    {
        if (_verifier == null)
        {
            byte[] key = Hex.Bytes("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
            byte[] signature = Hex.Bytes("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
            byte[] message = Hex.Bytes("af82");
            message[0] ^= (byte)(_isForged ? 1 : 0);
            _verifier = new Ed25519Verifier();
            _verifier.Begin(key, 0, new byte[0], message, 0, message.Length, signature, 0);
        }

        return !_verifier.Step(UnitsPerStep);
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        bool isValid = _verifier.IsValid;

        // Nine kilobytes that the next check may need.
        _verifier = null;
        return isValid != _isForged;
    }
}

using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>Ed25519: a signature of RFC 8032, 7.1 (test 3), genuine and then for a changed message.</summary>
public sealed class SignatureCheck : SelfCheck
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "ed25519 signature, genuine and forged"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        byte[] key = Hex.Bytes("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        byte[] signature = Hex.Bytes("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        byte[] message = Hex.Bytes("af82");
        Ed25519Verifier verifier = new Ed25519Verifier();
        if (!verifier.Verify(key, message, message.Length, signature))
        {
            return false;
        }

        message[0] ^= 1;
        return !verifier.Verify(key, message, message.Length, signature);
    }
}

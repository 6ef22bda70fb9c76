using LoRaNode.Core.Security;

namespace LoRaNode.Node.SelfTest;

/// <summary>The platform's AES in CCM mode: packet vector 1 of RFC 3610, sealed, opened, and refused after a change.</summary>
public sealed class EncryptionCheck : SelfCheck
{
    private const int NonceSize = 13;
    private const int AuthenticatedSize = 8;
    private const int TagSize = 8;

    private readonly IAes _aes;

    /// <summary>Checks an AES object, whose key is lost.</summary>
    public EncryptionCheck(IAes aes)
    {
        _aes = aes;
    }

    /// <inheritdoc/>
    public override string Name
    {
        get { return "aes-ccm known answer"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        AesCcm mode = new AesCcm(_aes, TagSize);
        mode.SetKey(Hex.Bytes("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf"));
        byte[] nonce = Hex.Bytes("00000003020100a0a1a2a3a4a5");
        byte[] authenticated = Hex.Bytes("0001020304050607");
        byte[] plain = Hex.Bytes("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e");
        byte[] packet = new byte[plain.Length + TagSize];
        plain.CopyTo(packet, 0);
        if (!mode.Seal(nonce, NonceSize, authenticated, AuthenticatedSize, packet, 0, plain.Length)
            || !Hex.Begins(packet, 0, "588c979a61c663d2f066d0c2c0f989806d5f6b61dac384 17e8d12cfdf926e0"))
        {
            return false;
        }

        byte[] opened = new byte[plain.Length];
        if (!mode.Open(nonce, NonceSize, authenticated, AuthenticatedSize, packet, 0, plain.Length, opened, 0)
            || !Hex.Begins(opened, 0, "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e"))
        {
            return false;
        }

        packet[packet.Length - 1] ^= 0x80;
        return !mode.Open(nonce, NonceSize, authenticated, AuthenticatedSize, packet, 0, plain.Length, opened, 0);
    }
}

using CsCheck;
using LoRaNode.Core.Net;
using LoRaNode.Core.Security;
using PlatformCcm = System.Security.Cryptography.AesCcm;

namespace LoRaNode.Core.Tests.Security;

public class AesCcmTests
{
    private const string Rfc3610Key = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf";

    // RFC 3610, section 8, packet vectors 1, 2, 3, 6 and 7: tag size, nonce, header, plain text, encrypted with tag.
    [Theory]
    [InlineData(8, "00000003020100a0a1a2a3a4a5", "0001020304050607", "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e", "588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0")]
    [InlineData(8, "00000004030201a0a1a2a3a4a5", "0001020304050607", "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "72c91a36e135f8cf291ca894085c87e3cc15c439c9e43a3ba091d56e10400916")]
    [InlineData(8, "00000005040302a0a1a2a3a4a5", "0001020304050607", "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", "51b1e5f44a197d1da46b0f8e2d282ae871e838bb64da8596574adaa76fbd9fb0c5")]
    [InlineData(8, "00000008070605a0a1a2a3a4a5", "000102030405060708090a0b", "0c0d0e0f101112131415161718191a1b1c1d1e1f20", "6fc1b011f006568b5171a42d953d469b2570a4bd87405a0443ac91cb94")]
    [InlineData(10, "00000009080706a0a1a2a3a4a5", "0001020304050607", "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e", "0135d1b2c95f41d5d1d4fec185d166b8094e999dfed96c048c56602c97acbb7490")]
    public void Packet_vectors_of_the_standard_are_reproduced(int tagSize, string nonce, string header, string plain, string sealedHex)
    {
        byte[] expected = Convert.FromHexString(sealedHex);
        byte[] data = new byte[expected.Length];
        Convert.FromHexString(plain).CopyTo(data, 0);
        AesCcm ccm = New(Convert.FromHexString(Rfc3610Key), tagSize);
        byte[] nonceBytes = Convert.FromHexString(nonce);
        byte[] headerBytes = Convert.FromHexString(header);

        Assert.True(ccm.Seal(nonceBytes, nonceBytes.Length, headerBytes, headerBytes.Length, data, 0, data.Length - tagSize));
        Assert.Equal(expected, data);

        byte[] opened = new byte[data.Length - tagSize];
        Assert.True(ccm.Open(nonceBytes, nonceBytes.Length, headerBytes, headerBytes.Length, data, 0, opened.Length, opened, 0));
        Assert.Equal(plain, Convert.ToHexStringLower(opened));
    }

    [Fact]
    public void Every_size_of_nonce_tag_header_and_text_agrees_with_the_platform()
    {
        Gen<(byte[], byte[], byte[], byte[], int)> inputs = Gen.Select(
            Gen.Byte.Array[16], Gen.Byte.Array[7, 13], Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 400], Gen.Int[2, 8]);
        inputs.Sample((key, nonce, header, plain, halfTag) =>
        {
            int tagSize = 2 * halfTag;
            byte[] cipher = new byte[plain.Length];
            byte[] tag = new byte[tagSize];
            using var platform = new PlatformCcm(key);
            platform.Encrypt(nonce, plain, cipher, tag, header);

            byte[] data = new byte[plain.Length + tagSize];
            plain.CopyTo(data, 0);
            bool done = New(key, tagSize).Seal(nonce, nonce.Length, header, header.Length, data, 0, plain.Length);
            return done && data.AsSpan(0, plain.Length).SequenceEqual(cipher) && data.AsSpan(plain.Length).SequenceEqual(tag);
        });
    }

    [Fact]
    public void A_text_with_any_bit_flipped_is_refused_and_leaves_nothing_behind()
    {
        byte[] nonce = new byte[7];
        byte[] data = new byte[20 + 8];
        AesCcm ccm = New(new byte[16], 8);
        ccm.Seal(nonce, 7, nonce, 7, data, 0, 20);
        for (int bit = 0; bit < data.Length * 8; bit++)
        {
            byte[] changed = (byte[])data.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            byte[] plain = new byte[20];
            Array.Fill(plain, (byte)1);
            Assert.False(ccm.Open(nonce, 7, nonce, 7, changed, 0, 20, plain, 0));
            Assert.Equal(new byte[20], plain);
        }
    }

    [Theory]
    [InlineData(6, 8, 0)]
    [InlineData(14, 8, 0)]
    [InlineData(13, 3, 0)]
    [InlineData(13, 18, 0)]
    [InlineData(13, 8, 0x10000)]
    public void Sizes_out_of_range_are_refused(int nonceSize, int tagSize, int length)
    {
        byte[] data = new byte[length + 32];
        Assert.False(New(new byte[16], tagSize).Seal(new byte[16], nonceSize, [], 0, data, 0, length));
        Assert.False(New(new byte[16], tagSize).Open(new byte[16], nonceSize, [], 0, data, 0, length, new byte[length], 0));
        Assert.All(data, value => Assert.Equal(0, value));
    }

    private static AesCcm New(byte[] key, int tagSize)
    {
        var ccm = new AesCcm(new DotnetAes(), tagSize);
        ccm.SetKey(key);
        return ccm;
    }
}

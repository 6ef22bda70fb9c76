using System.Numerics;
using CsCheck;
using LoRaNode.Core.Security;
using LoRaNode.InstructionCount;

namespace LoRaNode.Core.Tests.Security;

public class Ed25519VerifierTests
{
    private const string Key3 = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
    private const string Message3 = "af82";
    private const string Signature3 = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";

    // RFC 8032, 7.1: tests 1, 2, 3 and SHA(abc).
    [Theory]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(Key3, Message3, Signature3)]
    [InlineData("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Signatures_of_the_standard_are_genuine(string key, string message, string signature)
    {
        Assert.True(Verify(Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature)));
    }

    [Fact]
    public void A_flipped_bit_in_key_message_or_signature_makes_it_false()
    {
        var verifier = new Ed25519Verifier();
        byte[] all = Convert.FromHexString(Key3 + Message3 + Signature3);
        for (int bit = 0; bit < all.Length * 8; bit += 3)
        {
            byte[] changed = (byte[])all.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify(changed[..32], changed[32..34], 2, changed[34..]));
        }
    }

    [Fact]
    public void A_second_signature_with_S_above_the_order_is_refused()
    {
        BigInteger order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        byte[] signature = Convert.FromHexString(Signature3);
        BigInteger s = new(signature.AsSpan(32), isUnsigned: true);
        Assert.True((s + order).TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true));
        Assert.False(Verify(Convert.FromHexString(Key3), Convert.FromHexString(Message3), signature));
    }

    // The canonical encodings of the eight points of small order, and encodings of y above the prime (Chalkias, Garillot,
    // Nikolaenko 2020, "Taming the Many EdDSAs", table 1).
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Keys_that_would_fit_any_message_are_refused(string key)
    {
        // With a key of small order the signature R = key or neutral, S = 0 fits a share of all messages.
        byte[] keyBytes = Convert.FromHexString(key);
        byte[] signature = new byte[64];
        var verifier = new Ed25519Verifier();
        for (int i = 0; i < 16; i++)
        {
            signature[0] = 1;
            Assert.False(verifier.Verify(keyBytes, [(byte)i], 1, signature));
            keyBytes.CopyTo(signature, 0);
            Assert.False(verifier.Verify(keyBytes, [(byte)i], 1, signature));
            Array.Clear(signature);
        }
    }

    [Fact]
    public void A_verification_in_slices_ends_within_the_promised_work_with_the_same_result()
    {
        var verifier = new Ed25519Verifier();
        foreach (bool genuine in new[] { true, false, true })
        {
            byte[] signature = Convert.FromHexString(Signature3);
            signature[40] ^= (byte)(genuine ? 0 : 1);
            verifier.Begin(Convert.FromHexString(Key3), 0, Convert.FromHexString(Message3), [], 0, 0, signature, 0);
            int units = 0;
            while (!verifier.Step(1))
            {
                Assert.False(verifier.IsValid);
                units++;
            }

            Assert.InRange(units, 200, Ed25519Verifier.MaxWorkUnits - 1);
            Assert.Equal(genuine, verifier.IsValid);
        }
    }

    [Fact]
    public void A_verification_started_anew_forgets_the_one_under_way()
    {
        var verifier = new Ed25519Verifier();
        byte[] key = Convert.FromHexString(Key3);
        byte[] signature = Convert.FromHexString(Signature3);
        byte[] message = Convert.FromHexString(Message3);
        byte[] otherKey = Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        for (int units = 0; units < 300; units += 7)
        {
            verifier.Begin(otherKey, 0, message, [], 0, 0, signature, 0);
            verifier.Step(units);
            Assert.True(verifier.Verify(key, message, message.Length, signature));
        }
    }

    [Fact]
    public void Any_bytes_are_refused_without_an_exception()
    {
        var verifier = new Ed25519Verifier();
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 40], Gen.Byte.Array[64]).Sample(
            (key, message, signature) =>
            {
                signature[63] &= 0x0F;
                return !verifier.Verify(key, message, message.Length, signature);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void A_verification_takes_at_most_five_million_IL_instructions()
    {
        long count = (long)new CountingContext("LoRaNode.Core").Run(CountVerification)!;
        Assert.InRange(count, 1_000_000, 5_000_000);
    }

    internal static long CountVerification()
    {
        var verifier = new Ed25519Verifier();
        byte[] key = Convert.FromHexString(Key3);
        byte[] message = Convert.FromHexString(Message3);
        byte[] signature = Convert.FromHexString(Signature3);
        return InstructionMeter.Count(() =>
        {
            if (!verifier.Verify(key, message, message.Length, signature))
            {
                throw new InvalidOperationException("The signature of the standard was refused.");
            }
        });
    }

    private static bool Verify(byte[] key, byte[] message, byte[] signature)
    {
        return new Ed25519Verifier().Verify(key, message, message.Length, signature);
    }
}

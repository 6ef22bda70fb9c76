using System.Security.Cryptography;
using System.Text;
using CsCheck;
using LoRaNode.Core.Security;

namespace LoRaNode.Core.Tests.Security;

public class Sha512Tests
{
    private const string TwoBlocks =
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

    // FIPS 180-4, examples of SHA-512.
    [Theory]
    [InlineData("", "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e")]
    [InlineData("abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")]
    [InlineData(TwoBlocks, "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909")]
    public void Digests_of_the_standard_are_reproduced(string message, string digest)
    {
        Assert.Equal(digest, Convert.ToHexStringLower(Hash(Encoding.ASCII.GetBytes(message))));
    }

    [Fact]
    public void A_million_letters_give_the_digest_of_the_standard()
    {
        byte[] message = new byte[1_000_000];
        Array.Fill(message, (byte)'a');
        Assert.Equal(
            "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
            Convert.ToHexStringLower(Hash(message)));
    }

    [Fact]
    public void Any_message_fed_in_any_pieces_hashes_as_on_the_platform()
    {
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[1, 200]).Sample((message, piece) =>
        {
            var hash = new Sha512();
            for (int at = 0; at < message.Length; at += piece)
            {
                hash.Update(message, at, Math.Min(piece, message.Length - at));
            }

            byte[] digest = new byte[Sha512.Size];
            hash.Finish(digest, 0);
            return digest.AsSpan().SequenceEqual(SHA512.HashData(message));
        });
    }

    private static byte[] Hash(byte[] message)
    {
        var hash = new Sha512();
        hash.Update(message, 0, message.Length);
        byte[] digest = new byte[Sha512.Size];
        hash.Finish(digest, 0);
        return digest;
    }
}

using System.Security.Cryptography;

namespace LoRaNode.Core.Tests.Security;

/// <summary>The firmware derives keys with the platform's HMAC-SHA-256 by this very call, which both platforms have.</summary>
public class HmacTests
{
    // RFC 4231, 4.2 to 4.8 (case 5 is truncated to 128 bits there).
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd", "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe")]
    [InlineData("0102030405060708090a0b0c0d0e0f10111213141516171819", "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd", "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b")]
    [InlineData("0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c", "546573742057697468205472756e636174696f6e", "a3b6167473100ee06e0c796c2955552b")]
    public void Codes_of_the_standard_are_reproduced(string key, string message, string code)
    {
        byte[] computed = HMACSHA256.HashData(Convert.FromHexString(key), Convert.FromHexString(message));
        Assert.StartsWith(code, Convert.ToHexStringLower(computed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test Using Larger Than Block-Size Key - Hash Key First", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")]
    [InlineData("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.", "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2")]
    public void Keys_longer_than_a_block_are_hashed_first(string message, string code)
    {
        byte[] key = new byte[131];
        Array.Fill(key, (byte)0xAA);
        byte[] computed = HMACSHA256.HashData(key, System.Text.Encoding.ASCII.GetBytes(message));
        Assert.Equal(code, Convert.ToHexStringLower(computed));
    }
}

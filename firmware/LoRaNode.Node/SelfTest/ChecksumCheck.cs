using LoRaNode.Core.Primitives;

namespace LoRaNode.Node.SelfTest;

/// <summary>CRC-32 of the digits 1 to 9, the check value of the CRC catalogue.</summary>
public sealed class ChecksumCheck : SelfCheck
{
    private const uint CheckValue = 0xCBF43926;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "crc-32 check value"; }
    }

    /// <inheritdoc/>
    public override bool Passes()
    {
        byte[] digits = Hex.Bytes("31 32 33 34 35 36 37 38 39");
        return Crc32.Of(digits, 0, digits.Length) == CheckValue;
    }
}

namespace LoRaNode.Host.Link.Wire;

/// <summary>
/// CRC of nanoFramework's Wire Protocol: polynomial 0x04C11DB7, most significant bit first, start and end without complement (the
/// runtime's <c>SUPPORT_ComputeCRC</c>).
/// </summary>
public static class WireCrc
{
    private const uint Polynomial = 0x04C11DB7;
    private static readonly uint[] Table = MakeTable();

    /// <summary>The CRC of bytes that follow those of <paramref name="crc"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint crc = 0)
    {
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc >> 24) ^ value] ^ (crc << 8);
        }

        return crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x80000000) != 0 ? Polynomial : 0);
            }

            table[i] = crc;
        }

        return table;
    }
}

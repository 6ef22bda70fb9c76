namespace LoRaNode.Core.Primitives;

/// <summary>
/// CRC-32 as in Ethernet and zip (ISO-HDLC: reflected polynomial 0xEDB88320, start and final
/// complement). Four bits a step: a table of 256 words would cost a kilobyte of heap.
/// </summary>
public static class Crc32
{
    private static readonly uint[] Nibbles =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    /// <summary>The CRC of a part of an array.</summary>
    public static uint Of(byte[] buffer, int offset, int length)
    {
        return Continue(0, buffer, offset, length);
    }

    /// <summary>The CRC of what <paramref name="crc"/> covers followed by a part of an array.</summary>
    public static uint Continue(uint crc, byte[] buffer, int offset, int length)
    {
        uint[] table = Nibbles;
        crc = ~crc;
        int end = offset + length;
        for (int i = offset; i < end; i++)
        {
            crc ^= buffer[i];
            crc = (crc >> 4) ^ table[crc & 15];
            crc = (crc >> 4) ^ table[crc & 15];
        }

        return ~crc;
    }
}

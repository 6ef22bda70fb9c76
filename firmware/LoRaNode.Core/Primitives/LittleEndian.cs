namespace LoRaNode.Core.Primitives;

/// <summary>Numbers in byte arrays, least significant byte first: the order of everything on the air, on the link and on the medium.</summary>
public static class LittleEndian
{
    /// <summary>Writes two bytes.</summary>
    public static void Put16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
    }

    /// <summary>Writes four bytes.</summary>
    public static void Put32(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
        buffer[offset + 3] = (byte)(value >> 24);
    }

    /// <summary>Writes eight bytes.</summary>
    public static void Put64(byte[] buffer, int offset, long value)
    {
        Put32(buffer, offset, (uint)value);
        Put32(buffer, offset + 4, (uint)(value >> 32));
    }

    /// <summary>Reads two bytes, 0 to 65,535.</summary>
    public static int Get16(byte[] buffer, int offset)
    {
        return buffer[offset] | (buffer[offset + 1] << 8);
    }

    /// <summary>Reads four bytes.</summary>
    public static uint Get32(byte[] buffer, int offset)
    {
        return (uint)(buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16) | (buffer[offset + 3] << 24));
    }

    /// <summary>Reads eight bytes.</summary>
    public static long Get64(byte[] buffer, int offset)
    {
        return Get32(buffer, offset) | ((long)Get32(buffer, offset + 4) << 32);
    }
}

namespace LoRaNode.Core.Trust;

/// <summary>Three-byte numbers of the root's statements, little endian.</summary>
internal static class StatementNumbers
{
    internal const uint Max24 = 0xFFFFFF;

    internal static uint Get24(byte[] buffer, int offset)
    {
        return (uint)(buffer[offset] | (buffer[offset + 1] << 8) | (buffer[offset + 2] << 16));
    }

    internal static void Put24(byte[] buffer, int offset, uint value)
    {
        buffer[offset] = (byte)value;
        buffer[offset + 1] = (byte)(value >> 8);
        buffer[offset + 2] = (byte)(value >> 16);
    }
}

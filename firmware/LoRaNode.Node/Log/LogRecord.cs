using System;

namespace LoRaNode.Node.Log;

/// <summary>
/// One record of the log: 24 bytes, little endian: index (4), boot (2), code (2), milliseconds since that boot (8), A (4), B (4).
/// </summary>
public sealed class LogRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int Size = 24;

    /// <summary>Number of the record, from 0, never used twice.</summary>
    public uint Index;

    /// <summary>Number of the boot that wrote it, from 1, modulo 65,536.</summary>
    public ushort Boot;

    /// <summary>What happened.</summary>
    public LogCode Code;

    /// <summary>Milliseconds since that boot.</summary>
    public long UptimeMs;

    /// <summary>First detail; its meaning depends on the code.</summary>
    public int A;

    /// <summary>Second detail; its meaning depends on the code.</summary>
    public int B;

    /// <summary>Writes the record at an offset.</summary>
    public void Write(byte[] buffer, int offset)
    {
        Put(buffer, offset, Index, 4);
        WriteBody(buffer, offset, Boot, Code, UptimeMs, A, B);
    }

    /// <summary>Writes all of a record but its number, which it gets when it is stored.</summary>
    internal static void WriteBody(byte[] buffer, int offset, ushort boot, LogCode code, long uptimeMs, int a, int b)
    {
        Put(buffer, offset + 4, boot, 2);
        Put(buffer, offset + 6, (ushort)code, 2);
        Put(buffer, offset + 8, (ulong)uptimeMs, 8);
        Put(buffer, offset + 16, (uint)a, 4);
        Put(buffer, offset + 20, (uint)b, 4);
    }

    /// <summary>Reads the record at an offset; <see cref="Size"/> bytes must be there.</summary>
    public void Read(byte[] buffer, int offset)
    {
        Index = BitConverter.ToUInt32(buffer, offset);
        Boot = BitConverter.ToUInt16(buffer, offset + 4);
        Code = (LogCode)BitConverter.ToUInt16(buffer, offset + 6);
        UptimeMs = BitConverter.ToInt64(buffer, offset + 8);
        A = BitConverter.ToInt32(buffer, offset + 16);
        B = BitConverter.ToInt32(buffer, offset + 20);
    }

    private static void Put(byte[] buffer, int offset, ulong value, int bytes)
    {
        for (int i = 0; i < bytes; i++)
        {
            buffer[offset + i] = (byte)(value >> (8 * i));
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LoRaNode.Core.Journal;

namespace LoRaNode.Simulator.Flash;

/// <summary>
/// The bytes of metadata sectors: a revision, then commits, each a length, operations and a CRC over them, padded to the program
/// size. The shape is that of littlefs; the bytes are our own.
/// </summary>
internal static class MetadataLog
{
    /// <summary>Smallest program size of the runtime's littlefs: commits are padded to it.</summary>
    public const int ProgramBytes = 128;

    private const int RevisionBytes = 4;
    private const int LengthBytes = 2;
    private const int CrcBytes = 4;

    private enum Tag : byte
    {
        Inline = 1,
        Blocks = 2,
        Delete = 3,
        Link = 4,
    }

    /// <summary>Bytes that a commit of these operations takes at an offset.</summary>
    public static int CommitBytes(int operationBytes, int offset)
    {
        var bytes = (offset == 0 ? RevisionBytes : 0) + LengthBytes + operationBytes + CrcBytes;
        return (bytes + ProgramBytes - 1) / ProgramBytes * ProgramBytes;
    }

    /// <summary>The bytes to program for a commit at an offset.</summary>
    public static byte[] Commit(byte[] operations, uint revision, int offset)
    {
        var bytes = new byte[CommitBytes(operations.Length, offset)];
        Array.Fill(bytes, (byte)0xFF);
        var at = 0;
        if (offset == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, revision);
            at = RevisionBytes;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)operations.Length);
        operations.CopyTo(bytes, at + LengthBytes);
        var end = at + LengthBytes + operations.Length;
        var crc = CheckOf(bytes.AsSpan(at, LengthBytes + operations.Length)) ^ Salt(revision, offset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(end), crc);
        return bytes;
    }

    /// <summary>The operation that gives a file its content.</summary>
    public static byte[] Set(string name, FlashFile file)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)(file.Inline is null ? Tag.Blocks : Tag.Inline));
        writer.Write(name);
        if (file.Inline is not null)
        {
            writer.Write((ushort)file.Inline.Length);
            writer.Write(file.Inline);
        }
        else
        {
            writer.Write(file.Size);
            writer.Write((byte)file.Blocks.Count);
            foreach (var block in file.Blocks)
            {
                writer.Write((ushort)block);
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The operation that removes a file.</summary>
    public static byte[] Delete(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        return [(byte)Tag.Delete, (byte)text.Length, .. text];
    }

    /// <summary>The operation that names the next pair; two equal sectors mean none.</summary>
    public static byte[] Link(int first, int second)
    {
        return [(byte)Tag.Link, (byte)first, (byte)(first >> 8), (byte)second, (byte)(second >> 8)];
    }

    /// <summary>Replays a sector. False when it holds no valid commit.</summary>
    public static bool TryReplay(byte[] sector, out ReplayedSector replayed)
    {
        replayed = new ReplayedSector { Revision = BinaryPrimitives.ReadUInt32LittleEndian(sector) };
        var offset = 0;
        while (offset < sector.Length)
        {
            var at = offset + (offset == 0 ? RevisionBytes : 0);
            if (at + LengthBytes + CrcBytes > sector.Length)
            {
                break;
            }

            int length = BinaryPrimitives.ReadUInt16LittleEndian(sector.AsSpan(at));
            var end = at + LengthBytes + length;
            if (end + CrcBytes > sector.Length
                || BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(end))
                    != (CheckOf(sector.AsSpan(at, LengthBytes + length)) ^ Salt(replayed.Revision, offset)))
            {
                break;
            }

            Apply(sector.AsSpan(at + LengthBytes, length).ToArray(), replayed);
            offset += CommitBytes(length, offset);
        }

        replayed.End = offset;
        replayed.IsClean = sector.AsSpan(offset).IndexOfAnyExcept((byte)0xFF) < 0;
        return offset > 0;
    }

    /// <summary>The platform's own, not the firmware's: the board's file system is native code, and its work must not be counted as the node's.</summary>
    private static uint CheckOf(ReadOnlySpan<byte> bytes)
    {
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(bytes));
    }

    private static void Apply(byte[] operations, ReplayedSector replayed)
    {
        using var reader = new BinaryReader(new MemoryStream(operations));
        while (reader.BaseStream.Position < operations.Length)
        {
            var tag = (Tag)reader.ReadByte();
            switch (tag)
            {
                case Tag.Inline:
                    {
                        var name = reader.ReadString();
                        var content = reader.ReadBytes(reader.ReadUInt16());
                        replayed.Files[name] = new FlashFile(content, content.Length, []);
                        break;
                    }

                case Tag.Blocks:
                    {
                        var name = reader.ReadString();
                        var size = reader.ReadInt32();
                        var blocks = new int[reader.ReadByte()];
                        for (var i = 0; i < blocks.Length; i++)
                        {
                            blocks[i] = reader.ReadUInt16();
                        }

                        replayed.Files[name] = new FlashFile(null, size, blocks);
                        break;
                    }

                case Tag.Delete:
                    replayed.Files.Remove(reader.ReadString());
                    break;

                case Tag.Link:
                    replayed.Next = (reader.ReadUInt16(), reader.ReadUInt16());
                    break;

                default:
                    throw new InvalidDataException("A commit with a valid CRC has an unknown operation.");
            }
        }
    }

    /// <summary>A commit that is left from another life of the sector must not count.</summary>
    private static uint Salt(uint revision, int offset)
    {
        return (revision * 0x9E3779B1) ^ ((uint)offset << 16);
    }

    /// <summary>What a metadata sector tells.</summary>
    internal sealed class ReplayedSector
    {
        /// <summary>Revision at its start.</summary>
        public uint Revision { get; init; }

        /// <summary>Its files.</summary>
        public SortedDictionary<string, FlashFile> Files { get; } = new(StringComparer.Ordinal);

        /// <summary>The next pair; equal sectors mean none.</summary>
        public (int First, int Second) Next { get; set; }

        /// <summary>Offset behind the last valid commit.</summary>
        public int End { get; set; }

        /// <summary>True when everything behind it is erased.</summary>
        public bool IsClean { get; set; }
    }
}

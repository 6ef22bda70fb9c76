using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LoRaNode.Node.Display;

namespace LoRaNode.Host.Display;

/// <summary>
/// A frame buffer as a PNG file of two colours, each point a square: what a person would see on the display. Pictures are compared by
/// their points (<see cref="Decode"/>), not by their bytes, which depend on the compressor.
/// </summary>
public static class PngImage
{
    /// <summary>Pixels of a point's side.</summary>
    public const int Scale = 4;

    /// <summary>Pixels around the points.</summary>
    public const int Margin = 8;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Dark: the glass of a display that is off. Lit: the blue-white of common SSD1306 modules.</summary>
    private static readonly byte[] Palette = [0x0B, 0x0E, 0x14, 0xD6, 0xEC, 0xFF];

    /// <summary>The picture as PNG bytes (RFC 2083: 1 bit a pixel, colour type 3).</summary>
    public static byte[] Encode(FrameBuffer buffer)
    {
        const int width = (FrameBuffer.Width * Scale) + (2 * Margin);
        const int height = (FrameBuffer.Height * Scale) + (2 * Margin);
        const int stride = (width + 7) / 8;
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + stride];
            for (var y = 0; y < height; y++)
            {
                Array.Clear(row);
                for (var x = 0; x < width; x++)
                {
                    var isInside = x >= Margin && y >= Margin;
                    if (isInside && buffer.IsLit((x - Margin) / Scale, (y - Margin) / Scale))
                    {
                        row[1 + (x / 8)] |= (byte)(0x80 >> (x % 8));
                    }
                }

                packed.Write(row);
            }
        }

        using var png = new MemoryStream();
        png.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        header[9] = 3;
        Chunk(png, "IHDR", header);
        Chunk(png, "PLTE", Palette);
        Chunk(png, "IDAT", rows.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Reads back the points of a picture that <see cref="Encode"/> made.</summary>
    /// <exception cref="InvalidDataException">Not such a picture.</exception>
    public static FrameBuffer Decode(byte[] png)
    {
        const int width = (FrameBuffer.Width * Scale) + (2 * Margin);
        const int stride = (width + 7) / 8;
        if (!png.AsSpan(0, Math.Min(8, png.Length)).SequenceEqual(Signature))
        {
            throw new InvalidDataException("Not a PNG file.");
        }

        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            if (type == "IHDR" && BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)) != width)
            {
                throw new InvalidDataException("Not a picture of the display.");
            }

            if (type == "IDAT")
            {
                using var unpacked = new MemoryStream();
                using var packed = new ZLibStream(new MemoryStream(png, at + 8, length), CompressionMode.Decompress);
                packed.CopyTo(unpacked);
                return Points(unpacked.ToArray(), stride);
            }

            at += 12 + length;
        }

        throw new InvalidDataException("The picture holds no points.");
    }

    private static FrameBuffer Points(byte[] rows, int stride)
    {
        var buffer = new FrameBuffer();
        for (var y = 0; y < FrameBuffer.Height; y++)
        {
            for (var x = 0; x < FrameBuffer.Width; x++)
            {
                var pixel = (x * Scale) + Margin;
                if ((rows[((((y * Scale) + Margin) * (stride + 1)) + 1) + (pixel / 8)] & (0x80 >> (pixel % 8))) != 0)
                {
                    buffer.Fill(x, y, 1, 1);
                }
            }
        }

        return buffer;
    }

    private static void Chunk(Stream png, string type, byte[] content)
    {
        var bytes = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, content.Length);
        Encoding.ASCII.GetBytes(type, bytes.AsSpan(4));
        content.CopyTo(bytes, 8);
        var crc = Core.Primitives.Crc32.Of(bytes, 4, 4 + content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8 + content.Length), crc);
        png.Write(bytes);
    }
}

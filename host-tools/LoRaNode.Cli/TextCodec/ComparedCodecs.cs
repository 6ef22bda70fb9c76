using System.IO.Compression;
using System.Text;
using LoRaNode.Core.Text;
using LoRaNode.TextTraining;
using ZstdSharp;

namespace LoRaNode.Cli.TextCodec;

/// <summary>The codec and what others use instead, all measured in the same run.</summary>
internal static class ComparedCodecs
{
    private const int BrotliQuality = 11;
    private const int BrotliWindow = 22;
    private const int ZstdLevel = 19;

    /// <summary>Measures messages: the codec first.</summary>
    public static IReadOnlyList<(string Name, TextMeasurement Measurement)> Measure(IReadOnlyList<string> messages)
    {
        using var zstd = new Compressor(ZstdLevel);
        return
        [
            ("LoRaNode", TextMeasurement.Of(messages, TextMeasurement.Codec(new EmbeddedTextModelStore()))),
            ("UTF-8", TextMeasurement.Of(messages, Encoding.UTF8.GetByteCount)),
            ("Brotli 11", TextMeasurement.Of(messages, Brotli)),
            ("zstd 19", TextMeasurement.Of(messages, message => zstd.Wrap(Encoding.UTF8.GetBytes(message)).Length)),
        ];
    }

    private static int Brotli(string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, compressed, out int written, BrotliQuality, BrotliWindow))
        {
            throw new InvalidOperationException("Brotli had no room.");
        }

        return written;
    }
}

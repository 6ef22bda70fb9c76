using LoRaNode.Core.Text;
using LoRaNode.InstructionCount;

namespace LoRaNode.Benchmarks.Text;

/// <summary>The IL instructions that decoding text takes, character by character.</summary>
internal static class TextDecodingCost
{
    /// <summary>
    /// The instructions of each character of the messages, ascending, in a library whose instructions are counted. The library
    /// proper, not the counted one, is what calls this.
    /// </summary>
    internal static int[] Measure(string[] messages)
    {
        return (int[])new CountingContext("LoRaNode.Core").Run(Count, [messages])!;
    }

    /// <summary>
    /// Encodes each message and decodes it. A character's share is what decoding up to it takes more than decoding up to the
    /// one before; the start of a message belongs to its first character, the end to none.
    /// </summary>
    private static int[] Count(string[] messages)
    {
        var models = new TextModels(new EmbeddedTextModelStore());
        var encoder = new TextEncoder(models);
        var decoder = new TextDecoder(models);
        byte[] buffer = new byte[8 * TextLimits.MaxChars];
        char[] chars = new char[TextLimits.MaxChars];
        List<int> costs = [];
        foreach (string message in messages)
        {
            int length = encoder.Encode(message, buffer, 0, buffer.Length);
            long before = 0;
            for (int room = 0; room < message.Length; room++)
            {
                // With room for so many characters, decoding stops when it has found the next one.
                long executed = InstructionMeter.Count(() => decoder.Decode(buffer, 0, length, chars, room));
                costs.Add((int)(executed - before));
                before = executed;
            }
        }

        costs.Sort();
        return [.. costs];
    }
}

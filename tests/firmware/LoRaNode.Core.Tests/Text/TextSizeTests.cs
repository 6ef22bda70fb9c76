using LoRaNode.Benchmarks.Text;
using LoRaNode.Core.Text;

namespace LoRaNode.Core.Tests.Text;

public sealed class TextSizeTests
{
    [Theory]
    [InlineData("kk", 2.30)]
    [InlineData("ru", 2.60)]
    [InlineData("en", 2.30)]
    public void Held_out_messages_are_this_short(string code, double maxBitsPerCharacter)
    {
        var models = new TextModels(new EmbeddedTextModelStore());
        var encoder = new TextEncoder(models);
        byte[] buffer = new byte[8 * TextLimits.MaxChars];
        string[] messages = HeldOutTexts.Of(code);
        long bytes = messages.Sum(message => (long)encoder.Encode(message, buffer, 0, buffer.Length));
        long characters = messages.Sum(message => (long)message.EnumerateRunes().Count());
        Assert.InRange(8.0 * bytes / characters, 1, maxBitsPerCharacter);
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Decoding_a_character_takes_few_instructions(string code)
    {
        int[] costs = TextDecodingCost.Measure(HeldOutTexts.Of(code)[..60]);
        Assert.InRange(costs.Average(), 1, 1000);
        Assert.InRange(costs[^1], 1, 2500);
    }

    [Fact]
    public void Decoding_a_character_of_mixed_texts_takes_a_bounded_number_of_instructions()
    {
        Assert.InRange(TextDecodingCost.Measure(MixedTexts.All)[^1], 1, 2500);
    }
}

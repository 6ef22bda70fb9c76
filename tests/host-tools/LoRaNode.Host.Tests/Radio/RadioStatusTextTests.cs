using LoRaNode.Host.Radio;
using LoRaNode.Host.Texts;
using LoRaNode.Radio;

namespace LoRaNode.Host.Tests.Radio;

public class RadioStatusTextTests
{
    [Fact]
    public void Every_state_of_a_radio_has_words_of_its_own_in_every_language()
    {
        foreach (Language language in Enum.GetValues<Language>())
        {
            string[] texts = [.. Enum.GetValues<RadioStatus>().Append((RadioStatus)200).Select(status => RadioStatusText.Of(status, language))];
            Assert.All(texts, text => Assert.DoesNotContain("‹", text, StringComparison.Ordinal));
            Assert.Equal(texts.Length, texts.Distinct().Count());
        }
    }
}

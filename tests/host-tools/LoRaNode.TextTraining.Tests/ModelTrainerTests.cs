using LoRaNode.Core.Text;

namespace LoRaNode.TextTraining.Tests;

public sealed class ModelTrainerTests
{
    private static readonly TrainingLine[] Lines =
    [
        .. Enumerable.Range(0, 400).SelectMany(i => new[]
        {
            new TrainingLine($"Мост через реку закрыт до {i % 24}:00, объезд по улице Абая.", TrainingLine.Once),
            new TrainingLine($"Вода будет в доме {i} с {i % 12} утра.", TrainingLine.Once),
        }),
    ];

    [Fact]
    public void The_same_texts_give_the_same_model()
    {
        Assert.Equal(Train(16 * 1024), Train(16 * 1024));
    }

    [Fact]
    public void A_model_stays_within_its_size()
    {
        foreach (int kilobytes in new[] { 15, 20, 32 })
        {
            Assert.InRange(Train(kilobytes * 1024).Length, ModelFormat.HeaderSize, kilobytes * 1024);
        }
    }

    [Fact]
    public void A_model_makes_texts_like_those_it_learnt_from_short()
    {
        Func<string, int> sizeOf = TextMeasurement.Codec(new FolderModelStore([], Train(16 * 1024), []));
        TextMeasurement measured = TextMeasurement.Of(["Мост через реку закрыт до 17:00, объезд по улице Абая.", "Вода будет в доме 7 с 9 утра."], sizeOf);
        Assert.InRange(measured.BitsPerCharacter, 0.05, 1.0);
    }

    [Fact]
    public void A_model_still_takes_any_other_text()
    {
        Func<string, int> sizeOf = TextMeasurement.Codec(new FolderModelStore([], Train(16 * 1024), []));
        Assert.InRange(sizeOf("Quite another text: 漢字 🚨"), 10, 100);
    }

    [Fact]
    public void A_damaged_model_is_not_opened()
    {
        byte[] model = Train(16 * 1024);
        foreach (int at in new[] { 0, ModelFormat.VersionAt, ModelFormat.LanguageAt })
        {
            byte[] damaged = [.. model];
            damaged[at] ^= 0x40;
            Assert.False(new TextModels(new FolderModelStore([], damaged, [])).Has(TextLanguage.Russian));
        }

        Assert.False(new TextModels(new FolderModelStore([], model[..2000], [])).Has(TextLanguage.Russian));
        Assert.True(new TextModels(new FolderModelStore([], model, [])).Has(TextLanguage.Russian));
    }

    [Fact]
    public void Progress_goes_up_to_the_end()
    {
        List<double> shares = [];
        ModelTrainer.Train(TextLanguage.Russian, Lines, 16 * 1024, new Recorder(shares), TestContext.Current.CancellationToken);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
    }

    [Fact]
    public void Percentiles_and_shares_are_of_whole_messages()
    {
        TextMeasurement measured = TextMeasurement.Of(["a", "bb", "ccc", "😀"], message => message.Length * 10);
        Assert.Equal((4, 7L, 80L, 20.0), (measured.Messages, measured.Characters, measured.Bytes, measured.Mean));
        Assert.Equal((20, 30), (measured.Percentile(0.5), measured.Percentile(0.95)));
        Assert.Equal(0.75, measured.ShareWithin(20));
    }

    private static byte[] Train(int maxBytes) => ModelTrainer.Train(TextLanguage.Russian, Lines, maxBytes, cancellation: TestContext.Current.CancellationToken);

    private sealed class Recorder(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}

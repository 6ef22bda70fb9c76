using LoRaNode.Cli.Pictures;
using LoRaNode.Cli.Tests.Cities;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;
using LoRaNode.Simulator;
using LoRaNode.Simulator.Report;
using SkiaSharp;

namespace LoRaNode.Cli.Tests.Pictures;

/// <summary>The picture of a run as pixels.</summary>
public class PngPictureTests
{
    private static readonly ReportTexts Kazakh = new(Language.Kazakh);

    [Fact]
    public void Nodes_have_the_colour_of_their_arrival()
    {
        CityRun run = SyntheticCity.Of(20, 4, deaf: 1).Build();
        Scene scene = CityPicture.Compose(run, Kazakh);

        using SKBitmap bitmap = Decode(PngPicture.Paint(scene, Theme.Night, 1));

        Assert.Equal((int)Math.Ceiling(scene.Width), bitmap.Width);
        Assert.Equal((int)Math.Ceiling(scene.Height), bitmap.Height);
        foreach (CircleShape mark in scene.Shapes.OfType<CircleShape>().Where(c => c.Tag?.Part == "node"))
        {
            // Above the number of hops, within the mark.
            SKColor pixel = bitmap.GetPixel((int)mark.Center.X, (int)(mark.Center.Y - (mark.Radius * 0.72)));
            AssertColour(Theme.Night[mark.Fill!.Value], pixel);
        }

        AssertColour(Theme.Night[new Tone(ToneRole.Ground)], bitmap.GetPixel(2, 2));
    }

    [Theory]
    [InlineData("әғқңөұүһі")]
    [InlineData("Щука")]
    [InlineData("Water")]
    [InlineData("🔥水")]
    public void Every_text_leaves_ink_where_it_stands(string text)
    {
        using SKBitmap bitmap = Paint(text);

        int width = (int)StrokeFont.Measure(text, 40);
        Assert.True(Ink(bitmap, 20, 20 + width) > text.Length * 20);
        Assert.Equal(0, Ink(bitmap, 20 + width + 6, bitmap.Width));
    }

    [Fact]
    public void Letters_that_differ_only_in_a_stroke_are_told_apart()
    {
        foreach (string pair in (ReadOnlySpan<string>)["кқ", "нң", "оө", "ұү", "гғ", "ШЩ"])
        {
            using SKBitmap first = Paint(pair[..1]);
            using SKBitmap second = Paint(pair[1..]);

            int different = 0;
            for (int x = 0; x < 80; x++)
            {
                for (int y = 0; y < first.Height; y++)
                {
                    different += first.GetPixel(x, y) == second.GetPixel(x, y) ? 0 : 1;
                }
            }

            Assert.True(different > 15, $"{pair}: {different} pixels");
        }
    }

    [Fact]
    public void The_scale_multiplies_the_pixels()
    {
        var scene = new Scene(100, 50, string.Empty, string.Empty, [new RectangleShape(10, 10, 20, 20) { Fill = new Tone(ToneRole.Alarm) }]);

        using SKBitmap bitmap = Decode(PngPicture.Paint(scene, Theme.Day, 3));

        Assert.Equal((300, 150), (bitmap.Width, bitmap.Height));
        AssertColour(Theme.Day[new Tone(ToneRole.Alarm)], bitmap.GetPixel(60, 60));
        AssertColour(Theme.Day[new Tone(ToneRole.Ground)], bitmap.GetPixel(95, 60));
    }

    private static SKBitmap Paint(string text)
    {
        var shape = new TextShape(new Point(20, 60), 40, text) { Fill = new Tone(ToneRole.Ink) };
        return Decode(PngPicture.Paint(new Scene(400, 90, string.Empty, string.Empty, [shape]), Theme.Night, 1));
    }

    private static SKBitmap Decode(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        return SKBitmap.Decode(png);
    }

    private static int Ink(SKBitmap bitmap, int from, int to)
    {
        SKColor ground = bitmap.GetPixel(0, 0);
        int count = 0;
        for (int x = from; x < to; x++)
        {
            for (int y = 0; y < bitmap.Height; y++)
            {
                count += bitmap.GetPixel(x, y) == ground ? 0 : 1;
            }
        }

        return count;
    }

    private static void AssertColour(int expected, SKColor actual) =>
        Assert.Equal($"{expected:x6}", $"{actual.Red:x2}{actual.Green:x2}{actual.Blue:x2}");
}

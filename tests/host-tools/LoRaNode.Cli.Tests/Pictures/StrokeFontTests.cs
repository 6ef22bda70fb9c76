using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Texts;
using SkiaSharp;

namespace LoRaNode.Cli.Tests.Pictures;

/// <summary>The font that pictures carry with them.</summary>
public class StrokeFontTests
{
    private const string Kazakh = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯаәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

    private const string Latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static TheoryData<string> Areas => [.. UserText.AreaNames];

    [Fact]
    public void All_letters_of_the_three_languages_are_there()
    {
        Assert.All((Kazakh + Latin).EnumerateRunes(), r => Assert.True(StrokeFont.Knows(r), r.ToString()));
        Assert.All((Kazakh + Latin).EnumerateRunes(), r => Assert.NotEmpty(StrokeFont.Of(r).Paths));
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_character_of_our_own_texts_is_there(string area)
    {
        string all = string.Concat(UserText.Area(area).Values.Select(t => t.English + t.Russian + t.Kazakh));

        Assert.Empty(all.EnumerateRunes().Where(r => !StrokeFont.Knows(r)).Select(r => r.ToString()).Distinct());
    }

    [Fact]
    public void Every_glyph_is_a_drawing_that_stays_within_its_line()
    {
        foreach (Rune character in (Kazakh + Latin + "№«»“”„…—–!?%&@#₸→").EnumerateRunes())
        {
            StrokeGlyph glyph = StrokeFont.Of(character);
            foreach (StrokePath path in glyph.Paths)
            {
                using SKPath? drawing = SKPath.ParseSvgPathData(path.Data);

                Assert.NotNull(drawing);
                SKRect bounds = drawing.TightBounds;
                Assert.InRange(bounds.Top * path.ScaleY, -19, 5);
                Assert.InRange(bounds.Bottom * path.ScaleY, -19, 5);
                Assert.InRange((bounds.Right * path.ScaleX) + path.OffsetX, 0, glyph.Advance + 0.5);
            }
        }
    }

    [Fact]
    public void Different_letters_are_drawn_differently()
    {
        // Letters that look alike by nature share one drawing; these must not.
        string[] groups = ["кқ", "нң", "оө", "уұү", "гғ", "аәе", "іиы", "хһ", "ШЩ", "ЪЫЬ", "0О8"];

        Assert.All(groups, group => Assert.Equal(
            group.Length,
            group.EnumerateRunes().Select(r => string.Join('|', StrokeFont.Of(r).Paths.Select(p => $"{p.Data}*{p.ScaleX}"))).Distinct().Count()));
    }

    [Theory]
    [InlineData("🔥")]
    [InlineData("水")]
    [InlineData("\U00012000")]
    public void What_the_font_lacks_is_a_box(string character)
    {
        Assert.False(StrokeFont.Knows(Rune.GetRuneAt(character, 0)));
        Assert.Same(StrokeFont.MissingGlyph, StrokeFont.Of(Rune.GetRuneAt(character, 0)));
    }

    [Fact]
    public void Lines_are_broken_to_fit()
    {
        string text = "Су құбырындағы су уланған: ішпеңіз. " + new string('Ж', 200) + " соңы";

        IReadOnlyList<string> lines = TextFlow.Wrap(text, 20, 300, 50);

        Assert.All(lines, l => Assert.True(StrokeFont.Measure(l, 20) <= 300, l));
        Assert.Equal(text.Replace(" ", string.Empty, StringComparison.Ordinal), string.Concat(lines).Replace(" ", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_with_too_many_lines_ends_in_an_ellipsis()
    {
        IReadOnlyList<string> lines = TextFlow.Wrap(string.Join(' ', Enumerable.Repeat("слово", 100)), 20, 300, 3);

        Assert.Equal(3, lines.Count);
        Assert.EndsWith("…", lines[2], StringComparison.Ordinal);
        Assert.True(StrokeFont.Measure(lines[2], 20) <= 300);
    }
}

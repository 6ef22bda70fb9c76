using CsCheck;
using LoRaNode.Node.Display;

namespace LoRaNode.Node.Tests.Display;

public class TextLayoutTests
{
    private const int Width = 124;

    [Fact]
    public void Lines_break_between_words()
    {
        Assert.Equal(["Внимание: вода будет", "отключена с 14:00 до 18:00"], Lines("Внимание: вода будет отключена с 14:00 до 18:00"));
        Assert.Equal(["Внимание: вода будет", "отключена"], Lines("Внимание: вода будет            отключена"));
    }

    [Fact]
    public void A_word_longer_than_a_line_breaks_inside()
    {
        var lines = Lines("https://example.org/a/very/long/address/without/any/space");
        Assert.True(lines.Count > 1);
        Assert.Equal("https://example.org/a/very/long/address/without/any/space", string.Concat(lines));
    }

    [Fact]
    public void Line_ends_and_hyphens_break_a_line()
    {
        Assert.Equal(["а", "", "б"], Lines("а\n\nб"));
        Assert.Equal(["Нур-Султан — столица с", "видом на юго-восток"], Lines("Нур-Султан — столица с видом на юго-восток"));
    }

    [Fact]
    public void No_letter_is_lost_and_no_line_is_too_wide()
    {
        Gen.OneOf(Gen.String, Gen.Char["абвгдеёжшщқңөұі -—\nMWil."].Array[0, 300].Select(chars => new string(chars))).Sample(text =>
        {
            var layout = new TextLayout();
            layout.Set(text.ToCharArray(), Width);
            var all = new System.Text.StringBuilder();
            for (var i = 0; i < layout.Lines; i++)
            {
                var line = layout.Line(i);
                all.Append(line);
                Assert.True(CompactFont.Width(line.TrimEnd(' ').ToCharArray(), 0, line.TrimEnd(' ').Length) <= Width, $"'{line}' is too wide");
            }

            if (layout.Lines < TextLayout.MaxLines)
            {
                Assert.Equal(text.Replace("\n", "").Replace(" ", ""), all.ToString().Replace(" ", ""));
            }
        }, iter: 3000);
    }

    private static List<string> Lines(string text)
    {
        var layout = new TextLayout();
        layout.Set(text.ToCharArray(), Width);
        return [.. Enumerable.Range(0, layout.Lines).Select(layout.Line)];
    }
}

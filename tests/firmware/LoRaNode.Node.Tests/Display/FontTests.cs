using CsCheck;
using LoRaNode.Host.Display;
using LoRaNode.Node.Display;

namespace LoRaNode.Node.Tests.Display;

public class FontTests
{
    private const string DrawingPath = "firmware/LoRaNode.Node/Display/glyphs.txt";
    private const string TablePath = "firmware/LoRaNode.Node/Display/FontTable.cs";

    private const string Russian = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private const string Kazakh = "ӘҒҚҢӨҰҮҺІәғқңөұүһі";
    private const string Signs = "°«»“”„‘’–—…№₸€←↑→↓·•×";

    private static FontDrawing Drawing => FontDrawing.Parse(File.ReadAllText(Path.Combine(GoldenFile.Root, DrawingPath)));

    [Fact]
    public void The_table_is_what_the_drawing_shows()
    {
        GoldenFile.VerifyText(Drawing.ToSource(), TablePath);
    }

    [Fact]
    public void Every_letter_of_the_three_languages_is_drawn()
    {
        var ascii = Enumerable.Range(0x20, 95).Select(c => (char)c);
        var drawn = Drawing.Characters.ToHashSet();
        foreach (var c in ascii.Concat(Russian).Concat(Kazakh).Concat(Signs))
        {
            Assert.True(drawn.Contains(c), $"'{c}' has no drawing");
            Assert.NotEqual(CompactFont.Glyph('\uFFFD'), CompactFont.Glyph(c));
        }
    }

    [Fact]
    public void Letters_that_differ_look_different()
    {
        // Shapes that are the same in print, too, may share a drawing.
        string[] alike = ["АA", "ВB", "ЕE", "ІI", "КK", "МM", "НH", "ОO", "РP", "СC", "ТT", "ХX", "ҮY", "аa", "еe", "іi", "оo", "рp", "сc", "уy", "хx", "һh", "‚,"];
        var letters = Enumerable.Range(0x20, 95).Select(c => (char)c).Concat(Russian).Concat(Kazakh).Concat(Signs).ToList();
        var seen = new Dictionary<string, char>();
        foreach (var c in letters)
        {
            var buffer = new FrameBuffer();
            buffer.DrawText(0, 0, c.ToString());
            var picture = Convert.ToHexString(buffer.Bytes);
            if (seen.TryGetValue(picture, out var other))
            {
                Assert.True(alike.Any(pair => pair.Contains(c) && pair.Contains(other)), $"'{c}' looks like '{other}'");
            }
            else if (c != ' ')
            {
                seen.Add(picture, c);
            }
        }
    }

    [Fact]
    public void Any_text_is_drawn_within_the_picture_and_an_unknown_character_as_a_box()
    {
        Gen.Select(Gen.String, Gen.Int[-300, 300], Gen.Int[-20, 80]).Sample((text, x, y) =>
        {
            var buffer = new FrameBuffer();
            buffer.DrawText(x, y, text);
        }, iter: 2000);

        var box = new FrameBuffer();
        box.DrawText(0, 0, "\uFFFD");
        foreach (var unknown in new[] { "中", "ب", "ẞ", "😀" })
        {
            var buffer = new FrameBuffer();
            buffer.DrawText(0, 0, unknown);
            Assert.Equal(box.Bytes, buffer.Bytes);
        }
    }

    [Fact]
    public void Marks_without_width_take_no_room()
    {
        Assert.Equal(Width("ae"), Width("a\u0301\u00AD\u200Be\uFE0F"));
    }

    [Fact]
    public void A_sheet_of_all_letters_looks_as_it_was_approved()
    {
        var buffer = new FrameBuffer();
        string[] lines =
        [
            "ABCDEFGHIJKLMNOPQRSTU", "VWXYZabcdefghijklmnopqrs", "tuvwxyz0123456789.,:;!?'\"",
            "#$%&()*+-/<=>@[\\]^_`{|}~", "ӘҒҚҢӨҰҮҺІ әғқңөұүһі°№₸€", "«»“”„‘’–—…←↑→↓·•×✓",
        ];
        for (var i = 0; i < lines.Length; i++)
        {
            buffer.DrawText(0, i * 10, lines[i]);
        }

        GoldenFile.VerifyPicture(buffer, "font-latin-kazakh");
        buffer.Clear();
        string[] cyrillic =
        [
            "АБВГДЕЁЖЗИЙКЛМНОПРСТУ", "ФХЦЧШЩЪЫЬЭЮЯабвгдеёж", "зийклмнопрстуфхцчшщъы", "ьэюя Съешь ещё этих", "мягких французских булок", "Әжем үйге өңді ұн ғой",
        ];
        for (var i = 0; i < cyrillic.Length; i++)
        {
            buffer.DrawText(0, i * 10, cyrillic[i]);
        }

        GoldenFile.VerifyPicture(buffer, "font-cyrillic");
    }

    private static int Width(string text) => CompactFont.Width(text.ToCharArray(), 0, text.Length);
}

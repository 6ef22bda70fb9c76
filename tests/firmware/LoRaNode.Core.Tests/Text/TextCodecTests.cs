using System.Globalization;
using System.Text;
using CsCheck;
using LoRaNode.Core.Text;

namespace LoRaNode.Core.Tests.Text;

public sealed class TextCodecTests
{
    private static readonly Gen<string> AnyUnicode = Gen.OneOf(
            Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0xFFFF], Gen.Int[0x10000, 0x10FFFF], Gen.Int[0x20, 0x7E], Gen.Int[0x400, 0x52F], Gen.Int[0x1F300, 0x1FAFF])
        .Select(char.ConvertFromUtf32).Array[0, 60].Select(string.Concat);

    private static readonly string[] Words =
    [
        "көпір", "Көпір", "КӨПІР", "мост", "Мост", "МОСТ", "bridge", "Bridge", "BRIDGE", "iPhone", "АҚШ-тың", "ҚазҰУ", "+7 701 222 33 44",
        "18:30", "43.2389, 76.8897", "№5", "https://2gis.kz/a", "🚨", "😀👍🏽", "漢字", "\n", "\t", "—", "«»", "ʼ", "ё", "Ё", "Ӏ", "Ѐѐ", "\0", "Ω",
    ];

    private static readonly Gen<string> MixedWords = Gen.Int[0, Words.Length - 1].Array[0, 12]
        .Select(Gen.Bool, (words, isSpaced) => string.Join(isSpaced ? " " : string.Empty, words.Select(i => Words[i])));

    private readonly TextEncoder _encoder = new(new TextModels(new EmbeddedTextModelStore()));
    private readonly TextDecoder _decoder = new(new TextModels(new EmbeddedTextModelStore()));
    private readonly byte[] _buffer = new byte[16 * TextLimits.MaxChars];
    private readonly char[] _chars = new char[TextLimits.MaxChars];

    [Fact]
    public void Any_unicode_string_comes_back_as_it_was()
    {
        AnyUnicode.Sample(text => Assert.Equal(text, RoundTrip(text)), iter: 10_000, threads: 1);
    }

    [Fact]
    public void Any_mixture_of_languages_and_cases_comes_back_as_it_was()
    {
        MixedWords.Sample(text => Assert.Equal(text, RoundTrip(text)), iter: 3000, threads: 1);
    }

    [Fact]
    public void Every_single_code_point_comes_back_as_it_was()
    {
        for (int codePoint = 0; codePoint <= 0x10FFFF; codePoint += codePoint < 0x3000 ? 1 : 37)
        {
            if (codePoint is < 0xD800 or > 0xDFFF)
            {
                string text = char.ConvertFromUtf32(codePoint);
                Assert.Equal(text, RoundTrip(text));
            }
        }
    }

    [Fact]
    public void Empty_text_costs_no_byte()
    {
        Assert.Equal(0, _encoder.Encode(string.Empty, _buffer, 0, 0));
        Assert.Equal(0, _decoder.Decode(_buffer, 0, 0, _chars, 0));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (string text in new[] { "\uD800", "a\uDC00b", "\uDC00\uD800", "end \uDBFF" })
        {
            Assert.Equal(TextError.InvalidUnicode, _encoder.Encode(text, _buffer, 0, _buffer.Length));
        }
    }

    [Fact]
    public void The_longest_text_fits_and_a_longer_one_is_refused()
    {
        string longest = new('ж', TextLimits.MaxChars);
        Assert.Equal(longest, RoundTrip(longest));
        Assert.Equal(TextError.TooLong, _encoder.Encode(longest + "ж", _buffer, 0, _buffer.Length));
    }

    [Fact]
    public void A_text_never_grows_past_the_room_it_was_given()
    {
        const string Text = "Су тасқыны: өзендегі су деңгейі 40 см көтерілді, 112-ге хабарласыңыз!";
        int length = _encoder.Encode(Text, _buffer, 0, _buffer.Length);
        for (int room = 1; room < length; room++)
        {
            byte[] small = new byte[length + 8];
            Assert.Equal(TextError.TooLong, _encoder.Encode(Text, small, 3, room));
            Assert.All(small[(3 + room)..], b => Assert.Equal(0, b));
        }

        Assert.Equal(length, _encoder.Encode(Text, _buffer, 3, length));
    }

    [Fact]
    public void A_text_that_does_not_fit_the_receiver_is_refused()
    {
        int length = _encoder.Encode("Мост закрыт 🚧", _buffer, 0, _buffer.Length);
        for (int room = 0; room < 14; room++)
        {
            Assert.Equal(TextError.TooLong, _decoder.Decode(_buffer, 0, length, _chars, room));
        }

        Assert.Equal(14, _decoder.Decode(_buffer, 0, length, _chars, 14));
    }

    [Fact]
    public void Any_bytes_give_a_text_or_an_error_and_the_text_is_unicode()
    {
        Gen.Byte.Array[0, 64].Sample(
            bytes =>
            {
                int count = _decoder.Decode(bytes, 0, bytes.Length, _chars, _chars.Length);
                Assert.InRange(count, TextError.ModelUnavailable, TextLimits.MaxChars);
                if (count > 0)
                {
                    // Strict UTF-8 throws on half a surrogate pair.
                    _ = new UTF8Encoding(false, true).GetByteCount(_chars, 0, count);
                }
            },
            iter: 20_000,
            threads: 1);
    }

    [Fact]
    public void A_text_that_ends_anywhere_comes_back_as_it_was()
    {
        const string Text = "Мост закрыт... «Жоқ»! See https://2gis.kz/a — КӨПІР";
        for (int length = 0; length <= Text.Length; length++)
        {
            Assert.Equal(Text[..length], RoundTrip(Text[..length]));
        }
    }

    [Fact]
    public void Versions_to_come_are_refused_as_unknown()
    {
        for (int first = 0xF0; first <= 0xFF; first++)
        {
            byte[] bytes = [(byte)first, 1, 2, 3];
            Assert.Equal(TextError.UnknownModelVersion, _decoder.Decode(bytes, 0, bytes.Length, _chars, _chars.Length));
        }
    }

    [Fact]
    public void Without_models_there_is_an_error_and_no_exception()
    {
        var none = new TextModels(new NoModels());
        Assert.Equal(TextError.ModelUnavailable, new TextEncoder(none).Encode("SOS", _buffer, 0, _buffer.Length));
        Assert.Equal(TextError.ModelUnavailable, new TextDecoder(none).Decode([1, 2, 3], 0, 3, _chars, _chars.Length));
    }

    [Fact]
    public void Arguments_outside_the_buffer_are_refused()
    {
        Assert.Equal(TextError.Malformed, _decoder.Decode(new byte[4], 2, 3, _chars, _chars.Length));
        Assert.Equal(TextError.Malformed, _decoder.Decode(new byte[4], -1, 2, _chars, _chars.Length));
        Assert.Equal(TextError.TooLong, _encoder.Encode("SOS", new byte[4], 2, 3));
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        int length = _encoder.Encode("Көпір 18:00-ге дейін жабық, айналып өтіңіз", _buffer, 0, _buffer.Length);
        _decoder.Decode(_buffer, 0, length, _chars, _chars.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _decoder.Decode(_buffer, 0, length, _chars, _chars.Length);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_bytes_of_known_texts_never_change()
    {
        string[] vectors = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Text", "vectors.tsv"));
        Assert.True(vectors.Length >= 20);
        foreach (string[] vector in vectors.Select(line => line.Split('\t')))
        {
            string text = vector[1].Replace("\\n", "\n", StringComparison.Ordinal);
            int length = _encoder.Encode(text, _buffer, 0, _buffer.Length);
            Assert.Equal(vector[0], Convert.ToHexStringLower(_buffer, 0, length));
            Assert.Equal(text, RoundTrip(text));
        }
    }

    [Fact]
    public void Models_together_are_at_most_256_kilobytes()
    {
        var store = new EmbeddedTextModelStore();
        int[] sizes = [store.Length(TextLanguage.Kazakh), store.Length(TextLanguage.Russian), store.Length(TextLanguage.English)];
        Assert.All(sizes, size => Assert.InRange(size, 1, TextLimits.MaxModelBytes));
        Assert.InRange(sizes.Sum(), 1, 256 * 1024);
    }

    private string RoundTrip(string text)
    {
        int length = _encoder.Encode(text, _buffer, 0, _buffer.Length);
        Assert.True(length >= 0, length.ToString(CultureInfo.InvariantCulture));
        Assert.True(text.Length == 0 || length > 0);
        int count = _decoder.Decode(_buffer, 0, length, _chars, _chars.Length);
        Assert.True(count >= 0, count.ToString(CultureInfo.InvariantCulture));
        return new string(_chars, 0, count);
    }

    private sealed class NoModels : ITextModelStore
    {
        public int Length(TextLanguage language) => 0;

        public void Read(TextLanguage language, int offset, byte[] target, int targetOffset, int length) => throw new InvalidOperationException();
    }
}

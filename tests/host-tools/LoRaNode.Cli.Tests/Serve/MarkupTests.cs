using System.Net;
using CsCheck;
using LoRaNode.Host.Texts;
using LoRaNode.Node.Log;
using LoRaNode.Web.Html;

namespace LoRaNode.Cli.Tests.Serve;

/// <summary>HTML is put together from literals and escaped values only.</summary>
public sealed class MarkupTests
{
    [Fact]
    public void Any_text_comes_back_from_a_page_as_it_was_and_never_as_a_tag() => Gen.String.Sample(text =>
    {
        string html = Markup.Of($"""<p title="{text}">{text}</p>""").ToString();
        string inner = html["<p title=\"".Length..^"</p>".Length];
        string[] parts = inner.Split("\">", 2);

        Assert.DoesNotContain('<', parts[0] + parts[1]);
        Assert.DoesNotContain('"', parts[0]);

        // What is no Unicode becomes the sign that stands for it.
        string expected = string.Concat(text.EnumerateRunes());
        Assert.Equal((expected, expected), (WebUtility.HtmlDecode(parts[0]), WebUtility.HtmlDecode(parts[1])));
    });

    [Fact]
    public void Markup_in_markup_stays_and_numbers_are_the_same_everywhere()
    {
        var bold = Markup.Of($"<b>{"<"}</b>");

        Assert.Equal("<p><b>&lt;</b> 1.5 <b>&lt;</b><b>&lt;</b></p>", Markup.Of($"<p>{bold} {1.5} {(Markup[])[bold, bold]}</p>").ToString());
        Assert.Equal("қала", Markup.Of($"{"қала"}").ToString());
    }

    [Fact]
    public void Every_kind_of_log_record_has_a_name_for_the_filter() =>
        Assert.All(Enum.GetNames<LogCode>(), code => Assert.True(UserText.Area("serve").ContainsKey("serve.log." + code), code));
}

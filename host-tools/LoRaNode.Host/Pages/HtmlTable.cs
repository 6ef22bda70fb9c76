using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;

namespace LoRaNode.Host.Pages;

/// <summary>Cells of tables that can be sorted (see <see cref="HtmlPage.TableScript"/>).</summary>
public static class HtmlTable
{
    /// <summary>The head of a column.</summary>
    public static void Head(StringBuilder html, string text, bool isNumber)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(isNumber ? " class=\"number\"" : string.Empty)}>{SvgDocument.Escape(text)}</th>");
    }

    /// <summary>A cell with a number in it.</summary>
    /// <param name="html">Where the page is written.</param>
    /// <param name="text">What it shows.</param>
    /// <param name="sort">What it is sorted by.</param>
    public static void Cell(StringBuilder html, string text, double sort)
    {
        ArgumentNullException.ThrowIfNull(html);
        html.Append(CultureInfo.InvariantCulture, $"<td class=\"number\" data-sort=\"{sort:0.###}\">{SvgDocument.Escape(text)}</td>");
    }
}

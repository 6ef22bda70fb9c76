using System.Globalization;
using System.Text;
using LoRaNode.Host.Drawing;

namespace LoRaNode.Cli.Tests.Guide;

/// <summary>What a terminal shows, as SVG: letters of the reader's own fixed-width font, kept in their cells.</summary>
internal static class TerminalPicture
{
    private const double Cell = 8.4;
    private const double Line = 16.5;
    private const double Size = 14;
    private const double Margin = 16;
    private const string Ground = "#0b1020";
    private const string Ink = "#f1f4ff";

    // The sixteen colours of a terminal, on the ground of the project's night pictures.
    private static readonly string[] Colours =
    [
        "#2b3655", "#ff7a7a", "#5fd6a6", "#ffc45c", "#60a5fa", "#f472b6", "#6be3f2", "#a9b4d3", "#7a849e", "#ff7a7a", "#5fd6a6", "#ffc45c", "#60a5fa", "#f472b6", "#6be3f2", "#f1f4ff",
    ];

    /// <summary>Draws what was written to a terminal.</summary>
    /// <param name="written">Lines, with the escape sequences of colours.</param>
    /// <param name="columns">Columns of the terminal.</param>
    /// <param name="title">What the picture shows, for those who do not see it.</param>
    internal static string Of(string written, int columns, string title)
    {
        string[] lines = written.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        double width = (columns * Cell) + (2 * Margin);
        double height = (lines.Length * Line) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0.#}\" height=\"{height:0.#}\" viewBox=\"0 0 {width:0.#} {height:0.#}\" role=\"img\" aria-labelledby=\"title\" font-family=\"ui-monospace,'Cascadia Mono','DejaVu Sans Mono',Consolas,monospace\" font-size=\"{Size}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"title\">{SvgDocument.Escape(title)}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"{Ground}\"/>\n");
        for (int row = 0; row < lines.Length; row++)
        {
            Draw(svg, lines[row], Margin + ((row + 0.78) * Line));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, string line, double y)
    {
        string colour = Ink;
        string? ground = null;
        bool isBold = false;
        int column = 0;
        var run = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '\u001b')
            {
                run.Append(line[i]);
                continue;
            }

            Flush();
            int end = line.IndexOfAny(['m', 'K', 'J', 'H'], i);
            if (line[end] == 'm')
            {
                Style(line[(i + 2)..end]);
            }

            i = end;
        }

        Flush();

        void Flush()
        {
            string text = run.ToString();
            run.Clear();
            int cells = text.EnumerateRunes().Count();
            double x = Margin + (column * Cell);
            column += cells;
            if (ground is not null)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{y - (Line * 0.78):0.#}\" width=\"{cells * Cell:0.#}\" height=\"{Line}\" fill=\"{ground}\"/>\n");
            }

            int blank = text.Length - text.TrimStart(' ').Length;
            text = text.Trim(' ');
            if (text.Length == 0)
            {
                return;
            }

            x += blank * Cell;
            double length = text.EnumerateRunes().Count() * Cell;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" fill=\"{colour}\"{(isBold ? " font-weight=\"700\"" : string.Empty)} textLength=\"{length:0.#}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{SvgDocument.Escape(text)}</text>\n");
        }

        void Style(string codes)
        {
            int[] numbers = [.. codes.Split(';').Select(c => int.TryParse(c, CultureInfo.InvariantCulture, out int n) ? n : 0)];
            for (int i = 0; i < numbers.Length; i++)
            {
                switch (numbers[i])
                {
                    case 0:
                        (colour, ground, isBold) = (Ink, null, false);
                        break;
                    case 1:
                        isBold = true;
                        break;
                    case 38 when i + 2 < numbers.Length && numbers[i + 1] == 5:
                        colour = Colours[numbers[i + 2] % Colours.Length];
                        i += 2;
                        break;
                    case 48 when i + 2 < numbers.Length && numbers[i + 1] == 5:
                        ground = Colours[numbers[i + 2] % Colours.Length];
                        i += 2;
                        break;
                    case >= 30 and <= 37:
                        colour = Colours[numbers[i] - 30];
                        break;
                    case >= 40 and <= 47:
                        ground = Colours[numbers[i] - 40];
                        break;
                    case >= 90 and <= 97:
                        colour = Colours[numbers[i] - 90 + 8];
                        break;
                }
            }
        }
    }
}

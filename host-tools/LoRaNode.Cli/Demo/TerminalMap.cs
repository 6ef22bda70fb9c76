using System.Text;
using LoRaNode.Host.Drawing;
using LoRaNode.Simulator;
using Spectre.Console;

namespace LoRaNode.Cli.Demo;

/// <summary>A map of the city in characters: a mark for each node, and its name where there is room.</summary>
internal sealed class TerminalMap
{
    private readonly IReadOnlyList<CityNode> _nodes;

    private readonly (int Column, int Row)[] _places;

    private readonly int _width;

    private readonly int _height;

    /// <summary>Lays the city out.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="width">Width in characters.</param>
    /// <param name="maxHeight">Most rows.</param>
    public TerminalMap(IReadOnlyList<CityNode> nodes, int width, int maxHeight)
    {
        _nodes = nodes;
        _width = width;
        double west = nodes.Min(n => n.XMeters);
        double spanX = Math.Max(1, nodes.Max(n => n.XMeters) - west);
        double north = nodes.Max(n => n.YMeters);
        double spanY = Math.Max(1, north - nodes.Min(n => n.YMeters));

        // A character is about twice as high as it is wide; the names of the nodes at the right edge need room.
        int columns = Math.Max(1, width - 6);
        _height = Math.Clamp((int)Math.Round(columns * spanY / spanX / 2), Math.Min(6, maxHeight), maxHeight);
        _places = new (int, int)[nodes.Count];
        var taken = new HashSet<(int, int)>();
        for (int i = 0; i < nodes.Count; i++)
        {
            var place = ((int)Math.Round((nodes[i].XMeters - west) / spanX * (columns - 1)), (int)Math.Round((north - nodes[i].YMeters) / spanY * (_height - 1)));
            _places[i] = Free(place, taken, columns);
            taken.Add(_places[i]);
        }
    }

    /// <summary>Draws the map as markup, one line for each row.</summary>
    /// <param name="mark">The mark of a node, one character, and its colour as Spectre knows it.</param>
    public string Draw(Func<int, (char Mark, string Style)> mark)
    {
        string[,] cells = new string[_height, _width];
        for (int i = 0; i < _nodes.Count; i++)
        {
            (char character, string style) = mark(i);
            cells[_places[i].Row, _places[i].Column] = $"[{style}]{character.ToString().EscapeMarkup()}[/]";
        }

        for (int i = 0; i < _nodes.Count; i++)
        {
            WriteName(cells, _places[i], _nodes[i].Name);
        }

        var text = new StringBuilder();
        for (int row = 0; row < _height; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                text.Append(cells[row, column] ?? " ");
            }

            text.Append(row + 1 < _height ? "\n" : string.Empty);
        }

        return text.ToString();
    }

    /// <summary>The colour of a tone on a dark terminal, as Spectre knows it.</summary>
    public static string Style(Tone tone) => Theme.Night.Hex(tone);

    // Two nodes that fall on the same character: the later one moves to the nearest free one.
    private (int Column, int Row) Free((int Column, int Row) wanted, HashSet<(int Column, int Row)> taken, int columns)
    {
        for (int ring = 0; ring < Math.Max(columns, _height); ring++)
        {
            for (int row = Math.Max(0, wanted.Row - ring); row <= Math.Min(_height - 1, wanted.Row + ring); row++)
            {
                for (int column = Math.Max(0, wanted.Column - ring); column <= Math.Min(columns - 1, wanted.Column + ring); column++)
                {
                    if (!taken.Contains((column, row)))
                    {
                        return (column, row);
                    }
                }
            }
        }

        return wanted;
    }

    private void WriteName(string[,] cells, (int Column, int Row) place, string name)
    {
        int start = place.Column + 1;
        if (start + name.Length > _width)
        {
            return;
        }

        for (int i = 0; i <= name.Length && start + i < _width; i++)
        {
            if (cells[place.Row, start + i] is not null)
            {
                return;
            }
        }

        for (int i = 0; i < name.Length; i++)
        {
            cells[place.Row, start + i] = $"[grey]{name[i].ToString().EscapeMarkup()}[/]";
        }
    }
}

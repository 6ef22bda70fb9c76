using System.Globalization;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Drawing;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using QRCoder;
using SkiaSharp;

namespace LoRaNode.Cli.Node;

/// <summary>
/// Labels for the boxes on A4 paper: name, short id, and a QR code with the public identity only: the community's identifier and the node's
/// address. Who finds a box learns nothing that its radio does not say anyway.
/// </summary>
internal sealed class LabelSheet(string community, string identifier)
{
    // Millimetres. Sheets of 3 by 8 labels of 70 by 37 are sold everywhere.
    private const double PageWidth = 210;
    private const double PageHeight = 297;
    private const int Columns = 3;
    private const int Rows = 8;
    private const double LabelWidth = PageWidth / Columns;
    private const double LabelHeight = PageHeight / Rows;
    private const double Margin = 4;
    private const double QrSize = 27;
    private const float PixelsPerMillimetre = 8;
    private const float PointsPerMillimetre = 72f / 25.4f;

    /// <summary>Labels on a page.</summary>
    internal const int PerPage = Columns * Rows;

    /// <summary>What the QR code of a node says.</summary>
    internal string QrText(ushort address) => string.Create(CultureInfo.InvariantCulture, $"LORANODE:{identifier.ToUpperInvariant()}:{address:X4}");

    /// <summary>Writes the labels to a file; more than one page of PNG gets numbered names.</summary>
    /// <returns>The files written.</returns>
    /// <exception cref="UserError">The name ends in neither .png nor .pdf, or the file cannot be written.</exception>
    internal IReadOnlyList<string> Save(string path, IReadOnlyList<NodeEntry> nodes)
    {
        string kind = Path.GetExtension(path).ToUpperInvariant();
        Scene[] pages = [.. nodes.Chunk(PerPage).Select(Page)];
        switch (kind)
        {
            case ".PDF":
                OutputFile.Write(path, Pdf(pages));
                return [path];
            case ".PNG":
                string[] files = [.. pages.Select((_, i) => i == 0 ? path : Path.ChangeExtension(path, null) + $"-{i + 1}.png")];
                for (int i = 0; i < pages.Length; i++)
                {
                    OutputFile.Write(files[i], PngPicture.Paint(pages[i], Theme.Day, PixelsPerMillimetre));
                }

                return files;
            default:
                throw new UserError("node.labels.error.kind", path);
        }
    }

    /// <summary>The labels as a PDF document.</summary>
    internal byte[] Pdf(IReadOnlyList<NodeEntry> nodes) => Pdf([.. nodes.Chunk(PerPage).Select(Page)]);

    // Into memory: an exception of a file would fly through the drawing library's own code, which ends the process.
    private static byte[] Pdf(Scene[] pages)
    {
        using var stream = new MemoryStream();
        using SKDocument document = SKDocument.CreatePdf(stream);
        foreach (Scene page in pages)
        {
            using SKCanvas canvas = document.BeginPage((float)PageWidth * PointsPerMillimetre, (float)PageHeight * PointsPerMillimetre);
            canvas.Scale(PointsPerMillimetre);
            PngPicture.Paint(canvas, page, Theme.Day);
            document.EndPage();
        }

        document.Close();
        return stream.ToArray();
    }

    private Scene Page(NodeEntry[] nodes)
    {
        var shapes = new List<Shape> { new RectangleShape(0, 0, PageWidth, PageHeight) { Fill = new Tone(ToneRole.Panel) } };
        for (int i = 0; i < nodes.Length; i++)
        {
            double left = i % Columns * LabelWidth;
            double top = i / Columns * LabelHeight;
            Label(shapes, nodes[i], left + Margin, top + Margin);
        }

        return new Scene(PageWidth, PageHeight, community, identifier, shapes);
    }

    private void Label(List<Shape> shapes, NodeEntry node, double left, double top)
    {
        AddQr(shapes, QrText(node.Address), left, top);
        double text = left + QrSize + 3;
        double room = LabelWidth - QrSize - (2 * Margin) - 3;
        AddText(shapes, node.Name, text, top + 8, 5, room, isBold: true);
        AddText(shapes, string.Create(CultureInfo.InvariantCulture, $"{node.Address:X4}"), text, top + 16, 6, room, isBold: false);
        AddText(shapes, community, text, top + 22, 3, room, isBold: false);
        AddText(shapes, identifier, text, top + 27, 2.4, room, isBold: false);
    }

    private static void AddText(List<Shape> shapes, string text, double x, double y, double size, double room, bool isBold)
    {
        // Long names get smaller letters rather than being cut: technicians read labels aloud.
        double width = StrokeFont.Measure(text, size);
        shapes.Add(new TextShape(new Point(x, y), width > room ? size * room / width : size, text) { IsBold = isBold, Fill = new Tone(ToneRole.Ink) });
    }

    private static void AddQr(List<Shape> shapes, string text, double left, double top)
    {
        // Error correction of a quarter: labels are out in the weather.
        using var generator = new QRCodeGenerator();
        using QRCodeData data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        int count = data.ModuleMatrix.Count;
        double module = QrSize / count;
        for (int y = 0; y < count; y++)
        {
            for (int x = 0; x < count; x++)
            {
                int from = x;
                while (x < count && data.ModuleMatrix[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    shapes.Add(new RectangleShape(left + (from * module), top + (y * module), (x - from) * module, module) { Fill = new Tone(ToneRole.Ink) });
                }
            }
        }
    }
}

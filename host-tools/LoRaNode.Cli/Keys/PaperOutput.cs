using System.Text.Json;
using LoRaNode.Host.Keys;
using QRCoder;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary>Paper keys on the screen and as JSON.</summary>
internal static class PaperOutput
{
    public static void Write(Utf8JsonWriter json, PaperKey paper)
    {
        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(paper.Kind.ToString()));
        json.WriteString("community", paper.Community);
        json.WriteNumber("index", paper.Index);
        json.WriteStartArray("lines");
        foreach (string line in paper.ToLines())
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        json.WriteString("qr", paper.ToQrText());
        json.WriteEndObject();
    }

    public static void Print(CommunityCommand frame, IAnsiConsole console, PaperKey paper, bool withQr)
    {
        console.MarkupLine(frame.Context.Markup("keys.paper." + JsonNamingPolicy.CamelCase.ConvertName(paper.Kind.ToString()), paper.Community, paper.Index));
        foreach (string line in paper.ToLines())
        {
            console.WriteLine(line);
        }

        if (withQr)
        {
            // Error correction of a quarter: paper gets wet and torn.
            using var generator = new QRCodeGenerator();
            using QRCodeData data = generator.CreateQrCode(paper.ToQrText(), QRCodeGenerator.ECCLevel.Q);
            using var code = new AsciiQRCode(data);
            console.WriteLine(code.GetGraphicSmall());
        }

        console.WriteLine();
    }
}

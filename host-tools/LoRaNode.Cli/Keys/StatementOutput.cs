using System.CommandLine;
using System.Text.Json;
using LoRaNode.Core.Frames;
using LoRaNode.Host.Texts;
using LoRaNode.Radio;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary>Statements for the air: their number, airtime and bytes, and the file that they can be written to.</summary>
internal sealed class StatementOutput
{
    private readonly CommunityCommand _frame;

    public StatementOutput(CommunityCommand frame)
    {
        _frame = frame;
        Option = new Option<string?>("--out") { Description = frame.Text("keys.option.out"), HelpName = "FILE" };
    }

    public Option<string?> Option { get; }

    /// <summary>Milliseconds that the statements take on the air once, with the usual radio settings, header, relay byte and tag included.</summary>
    public static double AirtimeMs(IEnumerable<byte[]> statements) =>
        statements.Sum(s => TimeOnAir.Microseconds(new LoRaSettings(), s.Length + 1 + FrameHeader.Overhead)) / 1000.0;

    /// <summary>Writes the statements to the file that was asked for, one a line in hexadecimal.</summary>
    public void Save(ParseResult parse, IReadOnlyList<byte[]> statements)
    {
        if (parse.GetValue(Option) is { } path)
        {
            try
            {
                File.WriteAllLines(path, statements.Select(Convert.ToHexStringLower));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserError("keys.error.write", path, Cause.Of(e));
            }
        }
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<byte[]> statements)
    {
        json.WriteNumber("frames", statements.Count);
        json.WriteNumber("airtimeMs", Math.Round(AirtimeMs(statements), 1));
        json.WriteStartArray("statements");
        foreach (byte[] statement in statements)
        {
            json.WriteStringValue(Convert.ToHexStringLower(statement));
        }

        json.WriteEndArray();
    }

    /// <summary>What a dry run says: how many there would be and what they cost. Their bytes are made anew when it is done for real.</summary>
    public static void ShowDryRun(CliContext context, IReadOnlyList<byte[]> statements)
    {
        if (!context.IsJson)
        {
            context.Console.MarkupLine(context.Markup("keys.statements.would", statements.Count, Math.Round(AirtimeMs(statements))));
            return;
        }

        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("dryRun", true);
            json.WriteNumber("frames", statements.Count);
            json.WriteNumber("airtimeMs", Math.Round(AirtimeMs(statements), 1));
            json.WriteEndObject();
        });
    }

    public void Print(IAnsiConsole console, IReadOnlyList<byte[]> statements)
    {
        console.MarkupLine(_frame.Context.Markup("keys.statements", statements.Count, Math.Round(AirtimeMs(statements))));
    }
}

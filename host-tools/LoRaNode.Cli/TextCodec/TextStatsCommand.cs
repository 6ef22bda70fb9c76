using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.TextTraining;
using Spectre.Console;

namespace LoRaNode.Cli.TextCodec;

/// <summary><c>loranode text stats</c>: how short the messages of files become, beside other ways to send them.</summary>
internal static class TextStatsCommand
{
    private static readonly int[] Rooms = [50, 60, 100];

    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = context.Text("text.stats.file"),
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("stats", context.Text("text.stats.description")) { files };
        command.SetAction(parse =>
        {
            IReadOnlyList<string> messages = [.. parse.GetValue(files)!.SelectMany(MessageFile.Read)];
            Write(context, ComparedCodecs.Measure(messages));
            return ExitCode.Success;
        });

        return command.WithExamples(
            new CommandExample("loranode text stats messages.txt", context.Text("text.stats.example")),
            new CommandExample("loranode text stats kk.txt ru.txt --json", context.Text("text.stats.example.json")));
    }

    private static void Write(CliContext context, IReadOnlyList<(string Name, TextMeasurement Measurement)> results)
    {
        TextMeasurement own = results[0].Measurement;
        if (context.IsJson)
        {
            context.WriteJson(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("bitsPerCharacter", Math.Round(own.BitsPerCharacter, 4));
                writer.WriteNumber("messages", own.Messages);
                writer.WriteNumber("characters", own.Characters);
                writer.WriteNumber("bytes", own.Bytes);
                writer.WriteStartArray("codecs");
                foreach ((string name, TextMeasurement measurement) in results)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", name);
                    writer.WriteNumber("bitsPerCharacter", Math.Round(measurement.BitsPerCharacter, 4));
                    writer.WriteNumber("bytes", measurement.Bytes);
                    writer.WriteNumber("meanBytes", Math.Round(measurement.Mean, 2));
                    writer.WriteNumber("medianBytes", measurement.Percentile(0.5));
                    writer.WriteNumber("p95Bytes", measurement.Percentile(0.95));
                    foreach (int room in Rooms)
                    {
                        writer.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"within{room}Bytes"), Math.Round(measurement.ShareWithin(room), 4));
                    }

                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(context.Markup("text.stats.column.codec"));
        string[] columns =
        [
            context.Markup("text.stats.column.bits"), context.Markup("text.stats.column.mean"), context.Markup("text.stats.column.median"),
            context.Markup("text.stats.column.p95"), .. Rooms.Select(room => context.Markup("text.stats.column.within", room)),
        ];
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach ((string name, TextMeasurement measurement) in results)
        {
            table.AddRow(
            [
                name.EscapeMarkup(),
                measurement.BitsPerCharacter.ToString("F2", CultureInfo.InvariantCulture),
                measurement.Mean.ToString("F1", CultureInfo.InvariantCulture),
                measurement.Percentile(0.5).ToString(CultureInfo.InvariantCulture),
                measurement.Percentile(0.95).ToString(CultureInfo.InvariantCulture),
                .. Rooms.Select(room => string.Create(CultureInfo.InvariantCulture, $"{100 * measurement.ShareWithin(room):F1} %")),
            ]);
        }

        context.Console.Write(table);
        context.Console.MarkupLine(context.Markup("text.stats.total", own.Messages, own.Characters, own.Bytes));
    }
}

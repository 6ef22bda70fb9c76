using System.CommandLine;
using System.Globalization;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Crypto;
using Spectre.Console;

namespace LoRaNode.Cli.Crypto;

/// <summary><c>loranode crypto wycheproof FOLDER</c>: exit code 0 when every case of the algorithms used agrees, 1 otherwise.</summary>
internal static class WycheproofCommand
{
    internal static Command Create(CliContext context)
    {
        var folder = new Argument<string>("folder") { Description = context.Text("crypto.wycheproof.folder"), HelpName = "FOLDER" };
        var command = new Command("wycheproof", context.Text("crypto.wycheproof.description")) { folder };
        command.SetAction(parse =>
        {
            IReadOnlyList<WycheproofFile> files = WycheproofRunner.Run(parse.GetRequiredValue(folder), null, context.Cancellation);
            if (context.IsJson)
            {
                WriteJson(context, files);
            }
            else
            {
                Print(context, files);
            }

            return files.Any(f => f.Disagreed.Count > 0) ? ExitCode.Failure : ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode crypto wycheproof vectors", context.Text("crypto.wycheproof.example")));
    }

    private static void WriteJson(CliContext context, IReadOnlyList<WycheproofFile> files) => context.WriteJson(json =>
    {
        (int cases, int disagreed, int skipped) = Totals(files);
        json.WriteStartObject();
        json.WriteNumber("cases", cases);
        json.WriteNumber("agreed", cases - disagreed);
        json.WriteNumber("disagreed", disagreed);
        json.WriteNumber("skipped", skipped);
        json.WriteStartArray("files");
        foreach (WycheproofFile file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Name);
            json.WriteString("algorithm", file.Algorithm);
            json.WriteBoolean("used", file.IsUsed);
            json.WriteNumber("cases", file.Cases);
            json.WriteStartArray("disagreed");
            foreach (int number in file.Disagreed)
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Print(CliContext context, IReadOnlyList<WycheproofFile> files)
    {
        var table = new Table().AddColumns(
            context.Markup("crypto.column.file"),
            context.Markup("crypto.column.algorithm"),
            context.Markup("crypto.column.cases"),
            context.Markup("crypto.column.result"));
        foreach (WycheproofFile file in files)
        {
            table.AddRow(file.Name.EscapeMarkup(), file.Algorithm.EscapeMarkup(), file.Cases.ToString(CultureInfo.InvariantCulture), Result(context, file));
        }

        (int cases, int disagreed, int skipped) = Totals(files);
        context.Console.Write(table);
        context.Console.MarkupLine(context.Markup("crypto.wycheproof.total", cases, cases - disagreed, disagreed, skipped));
    }

    private static string Result(CliContext context, WycheproofFile file)
    {
        if (!file.IsUsed)
        {
            return context.Markup("crypto.result.skipped");
        }

        return file.Disagreed.Count == 0
            ? context.Markup("crypto.result.agreed")
            : context.Markup("crypto.result.disagreed", string.Join(", ", file.Disagreed));
    }

    private static (int Cases, int Disagreed, int Skipped) Totals(IReadOnlyList<WycheproofFile> files) => (
        files.Where(f => f.IsUsed).Sum(f => f.Cases),
        files.Sum(f => f.Disagreed.Count),
        files.Where(f => !f.IsUsed).Sum(f => f.Cases));
}

using System.CommandLine;
using System.Text;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Logs;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Logs;

/// <summary><c>loranode logs export</c>: records of the database as CSV or as lines of JSON.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Lines = "jsonl";

    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var filter = new LogFilterOptions(context, 0);
        var format = new Option<string>("--format") { Description = context.Text("logs.option.format"), HelpName = $"{Csv}|{Lines}", DefaultValueFactory = _ => Csv };
        format.AcceptOnlyFromAmong(Csv, Lines);
        var output = new Option<string?>("--out") { Description = context.Text("logs.option.out"), HelpName = "FILE" };
        var command = new Command("export", context.Text("logs.export.description")) { network.Option, format, output };
        foreach (Option option in filter.All)
        {
            command.Add(option);
        }

        command.SetAction(parse =>
        {
            using CommunityStore store = context.OpenStore(network.Of(parse));
            IEnumerable<StoredLog> logs = store.Logs(filter.Of(parse, store));
            string? path = parse.GetValue(output);
            if (context.IsJson && path is null)
            {
                throw new UserError("logs.error.jsonout");
            }

            int count = path is null ? Write(context, logs, parse.GetValue(format)!, context.Output) : Save(context, logs, parse.GetValue(format)!, path);
            if (path is not null)
            {
                Show(context, Path.GetFullPath(path), count);
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode logs export --network my-city --format csv --out logs.csv", context.Text("logs.export.example.csv")),
            new CommandExample("loranode logs export --network my-city --format jsonl --since 7d", context.Text("logs.export.example.jsonl")));
    }

    private static int Write(CliContext context, IEnumerable<StoredLog> logs, string format, TextWriter output) =>
        format == Csv ? LogExport.WriteCsv(logs, output) : LogExport.WriteLines(logs, context.Language, output);

    private static int Save(CliContext context, IEnumerable<StoredLog> logs, string format, string path)
    {
        int count = 0;
        OutputFile.Write(path, stream =>
        {
            using var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            count = Write(context, logs, format, file);
        });
        return count;
    }

    private static void Show(CliContext context, string path, int count)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteNumber("records", count);
                json.WriteEndObject();
            });
        }
        else
        {
            context.Console.MarkupLine(context.Markup("logs.export.done", count, path));
        }
    }
}

using System.CommandLine;
using System.Text;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Pictures;
using LoRaNode.Host.Fleet;
using Spectre.Console;

namespace LoRaNode.Cli.Fleet;

/// <summary><c>loranode fleet report</c>: how all nodes are, as a page, on the terminal, or as JSON.</summary>
internal static class ReportCommand
{
    private const string DefaultFile = "fleet.html";

    internal static Command Create(CliContext context)
    {
        var reading = new FleetReading(context);
        var output = new Option<string?>("--out") { Description = context.Text("fleet.option.out.report"), HelpName = "FILE" };
        var command = new Command("report", context.Text("fleet.report.description")) { output };
        reading.AddTo(command);
        command.SetAction(parse =>
        {
            FleetState fleet = reading.Of(parse);
            var texts = new FleetTexts(context.Language);

            // A program that asks for JSON gets a page only when it names one.
            string? path = parse.GetValue(output) ?? (context.IsJson ? null : DefaultFile);
            path = path is null ? null : OutputFile.Write(path, Encoding.UTF8.GetBytes(FleetPage.Compose(fleet, texts, "loranode " + VersionAction.Version)));
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("path", path);
                    FleetJson.WriteContent(json, fleet, texts);
                    json.WriteEndObject();
                });
            }
            else
            {
                Print(context, fleet, texts);
                context.Console.MarkupLine(context.Markup("fleet.done.report", path));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode fleet report --network my-city --out report.html --lang kk", context.Text("fleet.example.report")),
            new CommandExample("loranode fleet report --network my-city --since 7d --json", context.Text("fleet.example.report.json")));
    }

    internal static void Print(CliContext context, FleetState fleet, FleetTexts texts)
    {
        context.Console.MarkupLine(context.Markup(
            "fleet.console.title",
            fleet.Nodes.Count,
            fleet.Nodes.Count(n => n.Health == NodeHealth.Good),
            fleet.Findings.Count(f => f.Severity == Severity.Critical),
            fleet.Findings.Count(f => f.Severity == Severity.Warning)));
        Finding[] findings = [.. fleet.Findings.Where(f => f.Severity > Severity.Note)];
        if (findings.Length == 0)
        {
            return;
        }

        var table = new Table().AddColumns(context.Markup("fleet.column.severity"), context.Markup("fleet.column.what"), context.Markup("fleet.column.advice"));
        foreach (Finding finding in findings)
        {
            string colour = finding.Severity == Severity.Critical ? "red" : "yellow";
            table.AddRow($"[{colour}]{texts.Severity(finding.Severity).EscapeMarkup()}[/]", texts.What(finding, fleet.Nodes).EscapeMarkup(), texts.Advice(finding).EscapeMarkup());
        }

        context.Console.Write(table);
    }
}

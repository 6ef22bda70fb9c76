using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using Spectre.Console;

namespace LoRaNode.Cli.Doctor;

/// <summary><c>loranode doctor</c>: what is wrong and what to do about it.</summary>
public static class DoctorCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var port = new NodePort(context, isRequired: false);
        var command = new Command("doctor", context.Text("doctor.description")) { port.Option, network.Option, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            var examination = new Examination(context);
            examination.LookAtComputer();

            // Without a community there is still something to look at; a wrong passphrase is said at once.
            using Community? community = File.Exists(Path.Combine(network.Of(parse), Community.NetworkFileName))
                ? context.OpenCommunity(network.Of(parse), passphrase.Get(parse))
                : null;
            if (community is not null)
            {
                examination.LookAtCommunity(community, DateTimeOffset.UtcNow);
            }

            if (parse.GetValue(port.Option) is { } name)
            {
                await examination.LookAtNodeAsync(name, community, cancellation);
            }

            if (context.IsJson)
            {
                context.WriteJson(json => Write(json, examination.Findings));
            }
            else
            {
                Print(context, examination.Findings);
            }

            return examination.Findings.Any(f => f.Level == FindingLevel.Problem) ? ExitCode.Failure : ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode doctor --network my-city --port /dev/ttyUSB0", context.Text("doctor.example")));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray();
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("level", JsonNamingPolicy.CamelCase.ConvertName(finding.Level.ToString()));
            json.WriteString("subject", finding.Subject);
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Print(CliContext context, IReadOnlyList<Finding> findings)
    {
        // Marks as well as colours: not everybody sees both.
        foreach (Finding finding in findings)
        {
            string mark = finding.Level switch { FindingLevel.Good => "[green]+[/]", FindingLevel.Warning => "[yellow]![/]", _ => "[red]x[/]" };
            context.Console.MarkupLine($"{mark} {finding.Text.EscapeMarkup()}");
        }

        int problems = findings.Count(f => f.Level == FindingLevel.Problem);
        context.Console.MarkupLine(problems == 0 ? context.Markup("doctor.done.good") : context.Markup("doctor.done.problems", problems));
    }
}

using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Cli.Node;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Store;
using LoRaNode.Host.Texts;
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
        var radioTest = new RadioTestOption(context);
        var command = new Command("doctor", context.Text("doctor.description")) { port.Option, radioTest.Option, network.Option, passphrase.Option };
        command.SetAction(async (parse, cancellation) =>
        {
            string? name = parse.GetValue(port.Option);
            TimeSpan limit = radioTest.Of(parse, [name ?? string.Empty]);
            var findings = new FindingList(context);
            var examination = new Examination(findings);
            examination.LookAtComputer(name is not null && name.StartsWith(NodePort.LinePrefix, StringComparison.Ordinal) ? name[NodePort.LinePrefix.Length..] : name);

            // Without a community there is still something to look at; a wrong passphrase is said at once.
            using Community? community = File.Exists(Path.Combine(network.Of(parse), Community.NetworkFileName))
                ? context.OpenCommunity(network.Of(parse), passphrase.Get(parse))
                : null;
            using CommunityStore? store = community is null ? null : context.OpenStore(community.Folder);
            if (community is not null)
            {
                examination.LookAtCommunity(community, store!, DateTimeOffset.UtcNow);
            }

            if (name is not null)
            {
                try
                {
                    await port.UseAsync(parse, async client =>
                    {
                        await new NodeExamination(context, findings, community, store).LookAsync(client, name, limit, cancellation);
                        return true;
                    });
                }
                catch (UserError e)
                {
                    findings.Add(FindingLevel.Problem, "link", e.In(context.Language));
                }
            }

            if (context.IsJson)
            {
                context.WriteJson(json => Write(json, findings.All));
            }
            else
            {
                Print(context, findings.All);
            }

            return findings.All.Any(f => f.Level == FindingLevel.Problem) ? ExitCode.Failure : ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode doctor --network my-city --port /dev/ttyUSB0", context.Text("doctor.example")),
            new CommandExample("loranode doctor --json", context.Text("doctor.example.computer")));
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

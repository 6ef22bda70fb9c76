using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Cli.Network;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node labels</c>: a sheet of labels for the boxes.</summary>
internal static class LabelsCommand
{
    internal static Command Create(CliContext context)
    {
        var network = new NetworkFolder(context);
        var passphrase = new PassphraseInput(context);
        var names = new Argument<string[]>("nodes") { Description = context.Text("node.labels.nodes"), HelpName = "NAME", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--out") { Description = context.Text("node.labels.out"), HelpName = "FILE", DefaultValueFactory = _ => "labels.pdf" };
        var command = new Command("labels", context.Text("node.labels.description")) { names, network.Option, output, passphrase.Option };
        command.SetAction(parse =>
        {
            using Community community = context.OpenCommunity(network.Of(parse), passphrase.Get(parse));
            NodeEntry[] nodes = Choose(community, parse.GetValue(names) ?? []);
            IReadOnlyList<string> files = new LabelSheet(community.Name, community.Identifier).Save(parse.GetValue(output)!, nodes);
            if (context.IsJson)
            {
                context.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("labels", nodes.Length);
                    json.WriteStartArray("files");
                    foreach (string file in files)
                    {
                        json.WriteStringValue(Path.GetFullPath(file));
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                });
            }
            else
            {
                context.Console.MarkupLine(context.Markup("node.labels.done", nodes.Length, string.Join(", ", files.Select(Path.GetFullPath))));
            }

            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node labels --network my-city --out labels.pdf", context.Text("node.labels.example")),
            new CommandExample("loranode node labels roof-12 roof-13 --network my-city --out labels.png", context.Text("node.labels.example.some")));
    }

    private static NodeEntry[] Choose(Community community, string[] names)
    {
        NodeEntry[] all = [.. community.Nodes.Where(n => !n.IsExcluded).OrderBy(n => n.Name, StringComparer.Ordinal)];
        NodeEntry[] chosen = names.Length == 0 ? all : [.. names.Select(name => all.FirstOrDefault(n => n.Name == name) ?? throw new UserError("logs.error.node", name))];
        return chosen.Length > 0 ? chosen : throw new UserError("node.labels.error.none");
    }
}

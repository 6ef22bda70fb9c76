using System.CommandLine;
using System.Text.Json;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Boards;

/// <summary><c>loranode boards generate</c>: rewrites what is made from the board files; for those who add a board.</summary>
internal static class GenerateBoardsCommand
{
    public static Command Create(CliContext context)
    {
        var root = new Argument<string>("repository") { Description = context.Text("boards.generate.argument") };
        var command = new Command("generate", context.Text("boards.generate.description")) { root };
        command.SetAction(parse =>
        {
            string path = parse.GetValue(root)!;
            if (!Directory.Exists(Path.Combine(path, BoardOutputs.BoardsFolder)))
            {
                throw new UserError("boards.error.repository", path, BoardOutputs.BoardsFolder);
            }

            Write(context, path);
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode boards generate .", context.Text("boards.example.generate")));
    }

    private static void Write(CliContext context, string root)
    {
        var changed = new List<string>();
        try
        {
            foreach ((string path, string content) in BoardOutputs.Make(root))
            {
                string file = Path.Combine(root, path);
                if (!File.Exists(file) || File.ReadAllText(file) != content)
                {
                    File.WriteAllText(file, content);
                    changed.Add(path);
                }
            }
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new UserError("boards.error.file", Cause.Of(e));
        }

        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("changed");
                foreach (string path in changed)
                {
                    json.WriteStringValue(path);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        context.Console.WriteLine(changed.Count == 0
            ? context.Text("boards.generate.unchanged")
            : context.Text("boards.generate.changed", string.Join(", ", changed)));
    }
}

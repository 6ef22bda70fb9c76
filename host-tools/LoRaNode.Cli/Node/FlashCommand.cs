using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Node;

/// <summary><c>loranode node flash</c>: writes runtime and application to a board with <c>nanoff</c>.</summary>
internal static class FlashCommand
{
    // nanoff prints about this many lines for an update and a deployment; the bar only has to move.
    private const int UsualLines = 40;

    internal static Command Create(CliContext context)
    {
        var board = new Option<string>("--board") { Description = context.Text("node.option.board"), HelpName = "BOARD", Required = true };
        board.CompletionSources.Add([.. BoardShelf.All.Select(b => b.Id)]);
        var port = new Option<string?>("--port") { Description = context.Text("node.option.flashport"), HelpName = "PORT" };
        var application = new Option<string?>("--image") { Description = context.Text("node.option.image"), HelpName = "FILE" };
        var archive = new Option<string?>("--archive") { Description = context.Text("node.option.archive"), HelpName = "DIR" };
        var save = new Option<bool>("--save-archive") { Description = context.Text("node.option.savearchive") };
        var old = new Option<bool>("--old-silicon") { Description = context.Text("node.option.oldsilicon") };
        var dryRun = new Option<bool>("--dry-run") { Description = context.Text("node.option.dryrun") };
        var command = new Command("flash", context.Text("node.flash.description")) { board, port, application, archive, save, old, dryRun };
        command.SetAction(async (parse, cancellation) =>
        {
            string id = parse.GetRequiredValue(board);
            BoardFile file = BoardShelf.Find(id) ?? throw new UserError("node.error.board", id, string.Join(", ", BoardShelf.All.Select(b => b.Id)));
            IReadOnlyList<string> arguments = parse.GetValue(save)
                ? NanoffTool.ArchiveArguments(file, parse.GetValue(old), parse.GetValue(archive) ?? throw new UserError("node.error.archive"))
                : NanoffTool.FlashArguments(file, parse.GetValue(old), PortOf(parse.GetValue(port)), Existing(parse.GetValue(archive), Directory.Exists), Existing(parse.GetValue(application), File.Exists));
            if (parse.GetValue(dryRun))
            {
                Show(context, file, arguments, isDone: false);
                return ExitCode.Success;
            }

            string tool = NanoffTool.Find() ?? throw new UserError("node.error.nanoff");
            int code;
            string last;
            using (var line = new ProgressLine(context, "node.flash.progress"))
            {
                int lines = 0;
                (code, last) = await NanoffTool.RunAsync(tool, arguments, text => line.Report((double)++lines / UsualLines, text), cancellation);
            }

            if (code != 0)
            {
                context.Error.WriteLine(context.Text("cli.error.prefix", context.Text("node.error.flash", code, last)));
                return ExitCode.Failure;
            }

            Show(context, file, arguments, isDone: true);
            return ExitCode.Success;
        });
        return command.WithExamples(
            new CommandExample("loranode node flash --board lora32-2.0 --port /dev/ttyUSB0 --image loranode.bin", context.Text("node.flash.example")),
            new CommandExample("loranode node flash --board lora32-2.0 --save-archive --archive images", context.Text("node.flash.example.save")),
            new CommandExample("loranode node flash --board lora32-2.0 --archive images --image loranode.bin", context.Text("node.flash.example.archive")));
    }

    /// <summary>The port that was named, or that of the only board that is plugged in.</summary>
    private static string PortOf(string? named)
    {
        if (named is not null)
        {
            return named;
        }

        UsbSerialPort[] found = [.. UsbSerialPorts.Find().Where(p => p.Adapter is not null)];
        return found switch
        {
            [var only] => only.Path,
            [] => throw new UserError("node.error.noboards"),
            _ => throw new UserError("node.error.severalboards", string.Join(", ", found.Select(p => p.Path))),
        };
    }

    private static string? Existing(string? path, Func<string, bool> exists) =>
        path is null || exists(path) ? path : throw new UserError("keys.error.nofile", path);

    private static void Show(CliContext context, BoardFile board, IReadOnlyList<string> arguments, bool isDone)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("board", board.Id);
                json.WriteBoolean("done", isDone);
                json.WriteStartArray("nanoff");
                foreach (string argument in arguments)
                {
                    json.WriteStringValue(argument);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else if (isDone)
        {
            context.Console.MarkupLine(context.Markup("node.flash.done", board.Name));
        }
        else
        {
            context.Console.MarkupLine(context.Markup("node.flash.would", "nanoff " + string.Join(' ', arguments)));
        }
    }
}

using System.CommandLine;
using LoRaNode.Cli.Help;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Texts;
using Spectre.Console;

namespace LoRaNode.Cli.Boards;

/// <summary><c>loranode boards show</c>: the wires of one board.</summary>
internal static class ShowBoardCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("board") { Description = context.Text("boards.show.argument") };
        var command = new Command("show", context.Text("boards.show.description")) { id };
        command.SetAction(parse =>
        {
            string wanted = parse.GetValue(id)!;
            BoardFile board = BoardShelf.Find(wanted)
                ?? throw new UserError("boards.error.unknown", wanted, string.Join(", ", BoardShelf.All.Select(b => b.Id)));
            Write(context, board);
            return ExitCode.Success;
        });
        return command.WithExamples(new CommandExample("loranode boards show tbeam-1.1", context.Text("boards.example.show")));
    }

    private static void Write(CliContext context, BoardFile board)
    {
        IReadOnlyList<BoardPin> pins = BoardPin.Of(board);
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("id", board.Id);
                json.WriteString("name", board.Name);
                json.WriteString("image", board.Image);
                json.WriteString("imageBeforeRevision3", board.ImageBeforeRevision3);
                json.WriteStartArray("pins");
                foreach (BoardPin pin in pins)
                {
                    json.WriteStartObject();
                    json.WriteString("use", pin.Use);
                    json.WriteNumber("gpio", pin.Pin);
                    json.WriteBoolean("driven", pin.IsDriven);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartArray("notes");
                foreach (string note in board.Notes)
                {
                    json.WriteStringValue(note);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }

        context.Console.WriteLine(context.Text("boards.show.title", board.Name, board.Image, board.ImageBeforeRevision3));
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(context.Markup("boards.column.wire"));
        table.AddColumn(new TableColumn("GPIO").RightAligned());
        foreach (BoardPin pin in pins)
        {
            table.AddRow(pin.Use.EscapeMarkup(), $"{pin.Pin}");
        }

        context.Console.Write(table);
        foreach (string note in board.Notes)
        {
            context.Console.WriteLine("- " + note);
        }
    }
}

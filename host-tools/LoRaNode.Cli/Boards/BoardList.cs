using LoRaNode.Host.Boards;
using Spectre.Console;

namespace LoRaNode.Cli.Boards;

/// <summary>The result of <c>loranode boards</c>.</summary>
internal static class BoardList
{
    /// <summary>Writes all boards.</summary>
    public static int Write(CliContext context)
    {
        if (context.IsJson)
        {
            context.WriteJson(json =>
            {
                json.WriteStartArray();
                foreach (BoardFile board in BoardShelf.All)
                {
                    json.WriteStartObject();
                    json.WriteString("id", board.Id);
                    json.WriteString("name", board.Name);
                    json.WriteString("image", board.Image);
                    json.WriteString("imageBeforeRevision3", board.ImageBeforeRevision3);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return ExitCode.Success;
        }

        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(context.Markup("boards.column.id"));
        table.AddColumn(context.Markup("boards.column.name"));
        table.AddColumn(context.Markup("boards.column.image"));
        foreach (BoardFile board in BoardShelf.All)
        {
            table.AddRow(board.Id, board.Name.EscapeMarkup(), board.Image);
        }

        context.Console.Write(table);
        return ExitCode.Success;
    }
}

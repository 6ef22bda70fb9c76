using System.CommandLine;
using LoRaNode.Cli.Help;

namespace LoRaNode.Cli.Boards;

/// <summary><c>loranode boards</c>: the boards that the firmware knows and how they are wired.</summary>
public static class BoardsCommands
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var command = new Command("boards", context.Text("boards.description"))
        {
            ShowBoardCommand.Create(context),
            GenerateBoardsCommand.Create(context),
        };
        command.SetAction(_ => BoardList.Write(context));
        return command.WithExamples(
            new CommandExample("loranode boards", context.Text("boards.example.list")),
            new CommandExample("loranode boards show tbeam-1.1", context.Text("boards.example.show")));
    }
}

using System.CommandLine;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Node;

/// <summary>The options that say what a board is given beside its keys.</summary>
internal sealed class ProvisioningOptions
{
    internal ProvisioningOptions(CliContext context)
    {
        Board = new Option<string?>("--board") { Description = context.Text("node.option.boardtype"), HelpName = "BOARD" };
        Board.CompletionSources.Add([.. BoardShelf.All.Select(b => b.Id)]);
        RadioTest = new RadioTestOption(context);
    }

    internal Option<string?> Board { get; }

    internal RadioTestOption RadioTest { get; }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="name">Name of the one board; null for a tray.</param>
    /// <param name="prefix">What names of a tray begin with.</param>
    /// <param name="ports">The boards' ports.</param>
    /// <exception cref="UserError">A value is out of range.</exception>
    internal ProvisioningOrder Order(ParseResult parse, string? name, string prefix, IReadOnlyList<string> ports)
    {
        string? board = parse.GetValue(Board);
        if (board is not null && BoardShelf.Find(board) is null)
        {
            throw new UserError("node.error.board", board, string.Join(", ", BoardShelf.All.Select(b => b.Id)));
        }

        return new ProvisioningOrder(name, prefix, board, RadioTest.Of(parse, ports));
    }
}

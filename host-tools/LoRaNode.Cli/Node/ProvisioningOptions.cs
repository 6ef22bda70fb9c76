using System.CommandLine;
using LoRaNode.Host.Boards;
using LoRaNode.Host.Link;
using LoRaNode.Host.Texts;

namespace LoRaNode.Cli.Node;

/// <summary>The options that say what a board is given beside its keys.</summary>
internal sealed class ProvisioningOptions
{
    private const int DefaultTestSeconds = 15;
    private const int MaxTestSeconds = 600;

    internal ProvisioningOptions(CliContext context)
    {
        Board = new Option<string?>("--board") { Description = context.Text("node.option.boardtype"), HelpName = "BOARD" };
        Board.CompletionSources.Add([.. BoardShelf.All.Select(b => b.Id)]);
        RadioTest = new Option<int>("--radio-test")
        {
            Description = context.Text("node.option.radiotest"),
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTestSeconds,
        };
    }

    internal Option<string?> Board { get; }

    internal Option<int> RadioTest { get; }

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="name">Name of the one board; null for a tray.</param>
    /// <param name="prefix">What names of a tray begin with.</param>
    /// <param name="ports">The boards' ports.</param>
    /// <exception cref="UserError">A value is out of range.</exception>
    internal ProvisioningOrder Order(ParseResult parse, string? name, string prefix, IReadOnlyList<string> ports)
    {
        string? board = parse.GetValue(Board);
        int seconds = parse.GetValue(RadioTest);
        if (seconds is < 0 or > MaxTestSeconds)
        {
            throw new UserError("node.error.radiotest", MaxTestSeconds, seconds);
        }

        if (board is not null && BoardShelf.Find(board) is null)
        {
            throw new UserError("node.error.board", board, string.Join(", ", BoardShelf.All.Select(b => b.Id)));
        }

        // A virtual node without a port of its own runs only while it is talked to, alone on its air.
        bool isAlone = ports.All(p => p.StartsWith(NodePort.VirtualPrefix, StringComparison.Ordinal));
        return new ProvisioningOrder(name, prefix, board, TimeSpan.FromSeconds(isAlone ? 0 : seconds));
    }
}

namespace LoRaNode.Node.Boards;

/// <summary>
/// Finds out which board this is when no setting says so. Boards are tried in an order that sends no signal into a pin that another board
/// drives: asking for chips on I2C first, then the radio. Boards that cannot be told apart (with and without TCXO) count as the first of
/// them, which is safe for both.
/// </summary>
public sealed class BoardFinder
{
    private readonly IBoardProbe _probe;

    /// <summary>Creates a finder.</summary>
    public BoardFinder(IBoardProbe probe)
    {
        _probe = probe;
    }

    /// <summary>The board that a setting names, if its radio answers; otherwise the first board whose chips all answer; null when none does.</summary>
    /// <param name="id">Stored id; empty or unknown when there is none.</param>
    public BoardDefinition Find(string id)
    {
        BoardDefinition stored = id.Length == 0 ? null : BoardCatalog.Find(id);
        if (stored != null && Fits(stored))
        {
            return stored;
        }

        string[] ids = BoardCatalog.Ids();
        BoardDefinition best = null;
        int bestChips = -1;
        for (int i = 0; i < ids.Length; i++)
        {
            BoardDefinition board = BoardCatalog.Find(ids[i]);
            int chips = ChipsOf(board);
            if (chips > bestChips && Fits(board))
            {
                best = board;
                bestChips = chips;
            }
        }

        return best;
    }

    /// <summary>True when every chip that comes with the board answers.</summary>
    private bool Fits(BoardDefinition board)
    {
        return (board.PowerChipAddress == 0 || _probe.AnswersOnI2c(board, board.PowerChipAddress))
            && (board.DisplayAddress == 0 || !board.DisplayIsFitted || _probe.AnswersOnI2c(board, board.DisplayAddress))
            && _probe.HasRadio(board);
    }

    /// <summary>The more chips must answer, the surer a match is.</summary>
    private static int ChipsOf(BoardDefinition board)
    {
        return (board.PowerChipAddress == 0 ? 0 : 2) + (board.DisplayAddress == 0 || !board.DisplayIsFitted ? 0 : 1);
    }
}

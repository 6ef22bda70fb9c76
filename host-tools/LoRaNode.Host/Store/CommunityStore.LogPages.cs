using System.Data.Common;

namespace LoRaNode.Host.Store;

/// <content>Log records page by page.</content>
public sealed partial class CommunityStore
{
    private const string NewestOfAll = "log.at DESC, log.board_id DESC, log.life DESC, log.number DESC";
    private const string BeforeTimed = "(log.at, log.board_id, log.life, log.number) < ($cursorAt, (SELECT id FROM board WHERE code = $cursorBoard), $cursorLife, $cursorNumber)";
    private const string BeforeUntimed = "(log.board_id, log.life, log.number) < ((SELECT id FROM board WHERE code = $cursorBoard), $cursorLife, $cursorNumber)";

    /// <summary>
    /// Reads a page of records, newest first: those of several logs by their time and then those whose time is not known; those of one node or
    /// board by their numbers. Each begins where an index has the place, so that the last page of a million records comes as quickly as the first.
    /// </summary>
    /// <param name="filter">Which records; its limit is not used.</param>
    /// <param name="after">The last record of the page before; null for the first page.</param>
    /// <param name="size">Most records.</param>
    public IReadOnlyList<StoredLog> LogPage(LogFilter filter, LogCursor? after, int size)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return IsOneLog(filter) ? PageOfOneLog(filter, after, size) : PageOfAll(filter, after, size);
    }

    private static bool IsOneLog(LogFilter filter) => filter.Address is not null || filter.Board is not null;

    private List<StoredLog> PageOfAll(LogFilter filter, LogCursor? after, int size)
    {
        var logs = new List<StoredLog>();
        if (after is not { AtMs: null })
        {
            ReadPage(filter, ["log.at IS NOT NULL", after is null ? string.Empty : BeforeTimed], NewestOfAll, after, size, logs);
        }

        if (logs.Count < size && filter is { Since: null, Until: null })
        {
            LogCursor? untimed = after is { AtMs: null } ? after : null;
            ReadPage(filter, ["log.at IS NULL", untimed is null ? string.Empty : BeforeUntimed], NewestOfAll, untimed, size, logs);
        }

        return logs;
    }

    /// <summary>Life by life: within one, the records are in the table's own order, and none is read that is not shown.</summary>
    private List<StoredLog> PageOfOneLog(LogFilter filter, LogCursor? after, int size)
    {
        var logs = new List<StoredLog>();
        foreach ((long board, string code, int life) in LivesOf(filter))
        {
            bool isCursors = after is not null && code == after.Board && life == after.Life;
            bool isPassed = after is not null && !isCursors && logs.Count == 0 && !IsBehind(board, life, after);
            if (!isPassed && logs.Count < size)
            {
                ReadPage(
                    filter with { Address = null, Board = null },
                    [FormattableString.Invariant($"log.board_id = {board} AND log.life = {life}"), isCursors ? "log.number < $cursorNumber" : string.Empty],
                    "log.number DESC",
                    isCursors ? after : null,
                    size,
                    logs);
            }
        }

        return logs;
    }

    /// <summary>True for a life that comes after the cursor's, newest first.</summary>
    private bool IsBehind(long board, int life, LogCursor cursor)
    {
        using DbCommand command = Command("SELECT id FROM board WHERE code = $board", ("$board", cursor.Board));
        long place = command.ExecuteScalar() as long? ?? long.MaxValue;
        return board < place || (board == place && life < cursor.Life);
    }

    private List<(long Board, string Code, int Life)> LivesOf(LogFilter filter)
    {
        using DbCommand command = Command(string.Empty);
        string where = Where(new LogFilter { Address = filter.Address, Board = filter.Board }, command, []);
#pragma warning disable CA2100 // Put together from literals; values are parameters.
        command.CommandText = _database.Sql(
            $"SELECT log_life.board_id, board.code, log_life.life FROM log_life JOIN board ON board.id = log_life.board_id{where} "
            + "ORDER BY log_life.board_id DESC, log_life.life DESC");
#pragma warning restore CA2100
        using DbDataReader row = command.ExecuteReader();
        var lives = new List<(long, string, int)>();
        while (row.Read())
        {
            lives.Add((row.GetInt64(0), row.GetString(1), row.GetInt32(2)));
        }

        return lives;
    }

    private void ReadPage(LogFilter filter, IEnumerable<string> conditions, string order, LogCursor? cursor, int size, List<StoredLog> logs)
    {
        using DbCommand command = Command(string.Empty, ("$size", size - logs.Count));
        string where = Where(filter, command, conditions);
        if (cursor is not null)
        {
            Bind(command, "$cursorBoard", cursor.Board);
            Bind(command, "$cursorLife", cursor.Life);
            Bind(command, "$cursorNumber", cursor.Number);
            if (cursor.AtMs is { } at)
            {
                Bind(command, "$cursorAt", at);
            }
        }

#pragma warning disable CA2100 // Put together from literals; values are parameters.
        command.CommandText = _database.Sql($"{LogSelect}{where} ORDER BY {order} LIMIT $size");
#pragma warning restore CA2100
        using DbDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            logs.Add(Log(row));
        }
    }
}

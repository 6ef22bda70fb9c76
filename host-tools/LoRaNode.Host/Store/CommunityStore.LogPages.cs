using Microsoft.Data.Sqlite;

namespace LoRaNode.Host.Store;

/// <content>Log records page by page.</content>
public sealed partial class CommunityStore
{
    private const string CursorOfOneLog = "((SELECT id FROM board WHERE code = $cursorBoard), $cursorLife, $cursorNumber)";
    private const string CursorOfAll = "($cursorAt, (SELECT id FROM board WHERE code = $cursorBoard), $cursorLife, $cursorNumber)";

    /// <summary>
    /// Reads a page of records, newest first: those of several logs by their time and then those whose time is not known; those of one log by
    /// their numbers. It begins where an index has the place, so that the last page of a million records comes as quickly as the first.
    /// </summary>
    /// <param name="filter">Which records; its limit is not used.</param>
    /// <param name="after">The last record of the page before; null for the first page.</param>
    /// <param name="size">Most records.</param>
    public IReadOnlyList<StoredLog> LogPage(LogFilter filter, LogCursor? after, int size)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (IsOneLog(filter))
        {
            return ReadPage(filter, string.Empty, after is null ? string.Empty : "(log.board_id, log.life, log.number) < " + CursorOfOneLog, NewestOfOneLog, after, size);
        }

        var logs = new List<StoredLog>();
        if (after is not { AtMs: null })
        {
            logs.AddRange(ReadPage(
                filter, "log.at IS NOT NULL", after is null ? string.Empty : "(log.at, log.board_id, log.life, log.number) < " + CursorOfAll, NewestOfAll, after, size));
        }

        if (logs.Count < size && filter is { Since: null, Until: null })
        {
            LogCursor? untimed = after is { AtMs: null } ? after : null;
            logs.AddRange(ReadPage(
                filter, "log.at IS NULL", untimed is null ? string.Empty : "(log.board_id, log.life, log.number) < " + CursorOfOneLog, NewestOfOneLog, untimed, size - logs.Count));
        }

        return logs;
    }

    private List<StoredLog> ReadPage(LogFilter filter, string condition, string place, string order, LogCursor? cursor, int size)
    {
        using SqliteCommand command = Command(string.Empty, ("$size", size));
        string where = Where(filter, command);
        foreach (string more in (ReadOnlySpan<string>)[condition, place])
        {
            if (more.Length > 0)
            {
                where += (where.Length == 0 ? " WHERE " : " AND ") + more;
            }
        }

        if (cursor is not null)
        {
            command.Parameters.AddWithValue("$cursorBoard", cursor.Board);
            command.Parameters.AddWithValue("$cursorLife", cursor.Life);
            command.Parameters.AddWithValue("$cursorNumber", cursor.Number);
            if (cursor.AtMs is { } at)
            {
                command.Parameters.AddWithValue("$cursorAt", at);
            }
        }

#pragma warning disable CA2100 // Put together from literals; values are parameters.
        command.CommandText = $"{LogSelect}{where} ORDER BY {order} LIMIT $size";
#pragma warning restore CA2100
        using SqliteDataReader row = command.ExecuteReader();
        var logs = new List<StoredLog>();
        while (row.Read())
        {
            logs.Add(Log(row));
        }

        return logs;
    }
}

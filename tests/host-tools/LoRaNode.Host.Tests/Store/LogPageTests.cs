using CsCheck;
using LoRaNode.Host.Store;
using LoRaNode.Node.Log;

namespace LoRaNode.Host.Tests.Store;

/// <summary>Log records page by page.</summary>
public sealed class LogPageTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    // Board, life begun anew, minute (few of them, so that many records have the same time; none for a boot before the first pull), code.
    private static readonly Gen<(int Board, bool IsNewLife, int? Minute, bool IsSealed)[]> Histories =
        Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 4].Nullable(), Gen.Bool).Array[1, 60];

    private readonly string _folder = Directory.CreateTempSubdirectory("loranode-pages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pages_of_any_size_show_every_record_once_newest_first()
    {
        int run = 0;
        Gen.Select(Histories, Gen.Int[1, 7], Gen.Int[-1, 2]).Sample(
            (history, size, board) =>
            {
                string folder = Path.Combine(_folder, $"{Interlocked.Increment(ref run)}");
                Directory.CreateDirectory(folder);
                using CommunityStore store = CommunityStore.Open(folder);
                Fill(store, history);
                var filter = new LogFilter { Board = board < 0 ? null : NameOf(board) };

                StoredLog[] paged = [.. Pages(store, filter, size)];

                StoredLog[] expected = [.. store.Logs(filter).Reverse()];
                Assert.Equal(expected.Where(l => l.At is not null || board >= 0).Select(Key), paged.Where(l => l.At is not null || board >= 0).Select(Key));
                Assert.Equal(expected.Select(Key).Order(), paged.Select(Key).Order());
                Assert.True(board >= 0 || paged.SkipWhile(l => l.At is not null).All(l => l.At is null), "records without a time are not last");
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public void A_page_stays_where_it_is_while_newer_records_come()
    {
        using CommunityStore store = CommunityStore.Open(_folder);
        LogPosition position = store.PositionOf(NameOf(0), 1, 1, 10);
        store.AddLogs(position, Enumerable.Range(0, 10).Select(i => ((uint)i, (DateTimeOffset?)Start.AddMinutes(i), (LogRecord?)null)));
        StoredLog last = store.LogPage(new LogFilter(), null, 3)[^1];
        store.AddLogs(position, Enumerable.Range(10, 10).Select(i => ((uint)i, (DateTimeOffset?)Start.AddMinutes(i), (LogRecord?)null)));

        Assert.Equal([6u, 5u, 4u], store.LogPage(new LogFilter(), LogCursor.Of(last), 3).Select(l => l.Number));
    }

    [Fact]
    public void A_place_comes_back_from_an_address_and_nothing_else_is_taken_for_one()
    {
        Gen.Select(Gen.Long.Nullable(), Gen.Int[0, int.MaxValue], Gen.UInt).Sample(
            (at, life, number) => Assert.Equal(new LogCursor(at, NameOf(1), life, number), LogCursor.TryParse(new LogCursor(at, NameOf(1), life, number).ToString())));
        Gen.String.Sample(text => LogCursor.TryParse(text) is null || LogCursor.TryParse(text)!.ToString() == text);
        Assert.Null(LogCursor.TryParse("1.00000000000000zz.0.0"));
        Assert.Null(LogCursor.TryParse(null));
    }

    private static string NameOf(int board) => $"00000000000000a{board}";

    private static (string, int, uint) Key(StoredLog log) => (log.Board, log.Life, log.Number);

    private static IEnumerable<StoredLog> Pages(CommunityStore store, LogFilter filter, int size)
    {
        LogCursor? after = null;
        while (true)
        {
            IReadOnlyList<StoredLog> page = store.LogPage(filter, after, size);
            Assert.InRange(page.Count, 0, size);
            foreach (StoredLog log in page)
            {
                yield return log;
            }

            if (page.Count < size)
            {
                yield break;
            }

            after = LogCursor.TryParse(LogCursor.Of(page[^1]).ToString());
        }
    }

    private static void Fill(CommunityStore store, (int Board, bool IsNewLife, int? Minute, bool IsSealed)[] history)
    {
        uint[] next = new uint[3];
        int[] address = [1, 2, 3];
        foreach ((int board, bool isNewLife, int? minute, bool isSealed) in history)
        {
            if (isNewLife)
            {
                next[board] = 0;
                address[board] += 10;
            }

            LogPosition position = store.PositionOf(NameOf(board), (ushort)address[board], 1, next[board]);
            LogRecord? record = isSealed ? null : new LogRecord { Index = next[board], Boot = 1, Code = LogCode.Relayed };
            store.AddLogs(position, [(next[board]++, minute is { } m ? Start.AddMinutes(m) : null, record)]);
        }
    }
}
